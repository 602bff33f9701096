import { componentPaths } from "../../certificates/card/card-component";

/**
 * The pop-up: says it is ready, takes one request from the window that opened it, hands the component's raw answer back
 * and closes. One request a pop-up.
 */
export function popupPage(nonce: string): string {
  return `<!doctype html>
<html lang="zh-Hant-TW">
<meta charset="utf-8">
<title>軟體讀卡機 Software card reader</title>
<meta name="viewport" content="width=device-width">
<p id="state">卡片處理中，請稍候… Talking to the card…</p>
<script nonce="${nonce}">
const opener = window.opener;
const state = document.getElementById("state");
let asked = false;

async function answer(request, origin) {
  if (request.func === "GetUserCert") return get("${componentPaths.info}?withcert=true");
  if (request.func === "CheckEnvir") return get("${componentPaths.info}");
  const body = new URLSearchParams({ tbsPackage: JSON.stringify(request), origin });
  return (await fetch("${componentPaths.sign}", { method: "POST", body })).text();
}

async function get(path) {
  return (await fetch(path)).text();
}

window.addEventListener("message", async (event) => {
  if (event.source !== opener || asked || typeof event.data !== "string") return;
  asked = true;
  try {
    opener.postMessage(await answer(JSON.parse(event.data), event.origin), event.origin);
  } finally {
    window.close();
  }
});

if (opener) opener.postMessage(JSON.stringify({ func: "getTbs" }), "*");
else state.textContent = "請由網站開啟本視窗。 This window is to be opened by a site.";
</script>
</html>
`;
}
