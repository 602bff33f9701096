import type { SentEventType } from "../../workflows/machines/acts";

/** What the description of the API says of each act. A missing one is a compile error. */
export const actWords: Record<SentEventType, string> = {
  APPROVE: "核准 Approves",
  RETURN: "退回 Returns the request to the person",
  CONFIRM_SECOND: "第二人確認 Confirms as the second person",
  REFUSE_SECOND: "第二人退回 Disagrees as the second person",
  REISSUE: "重新寄送一次性密碼 Issues the temporary password again",
  HAND_OVER: "轉由…處理 Hands the case to another path",
  CLAIM: "受理 Claims the case",
  REASSIGN: "改派 Gives the case to another agent",
  IDENTIFY:
    "確認是哪一位同仁；已有處理中案件者併入該案 Says whom the case is about; joins the open case of that person",
  DISMISS: "不受理 Dismisses the request",
  START_VERIFICATION: "開始核對來電者 Begins to verify the caller",
  RECORD_CHECK: "記錄一項核對的結果，不記答案 Passed or failed, never the answer",
  VERIFY: "核對通過 The caller is verified",
  NOT_REACHED: "未接通 Nobody answered the call-back",
  FAIL_VERIFICATION: "核對不符 The caller could not be verified",
  ASK_APPLICANT: "請申請人補充，時限暫停 Asks the person for more; the promise's clock stands still",
  REPLY: "回覆申請人，內容寄給本人 Writes to the person; mailed and shown on the status page",
  NOTE: "內部備註 An internal note",
  MESSAGES_READ: "來信已處理 The mail that came in has been seen to",
  SUPPLEMENT: "補充說明 Adds to the request",
  WITHDRAW: "撤回 Withdraws the request",
  REMEMBERED: "想起密碼，結案 The password was remembered",
  DISPUTE: "不是本人申請，撤回並通報 The person did not ask for this",
};
