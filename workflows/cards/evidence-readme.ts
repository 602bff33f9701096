import type { KeptList, KeptResponse, Proof } from "./evidence";

interface Folder {
  folder: string;
  proof: Proof;
  lists: KeptList[];
  ocsp: KeptResponse[];
}

/** The archive's own explanation, in both languages: what was ordered, by which card, and how to check it with openssl. */
export function evidenceReadme(number: string, folders: readonly Folder[]): string {
  return `${[
    `${number} 之憑證簽章證據`,
    `Evidence of the card signatures of ${number}`,
    "",
    "每個資料夾是一次簽章；content.json 是簽署的內容，signature.p7s 是卡片的簽章（CMS，RFC 5652）。",
    "Each folder is one signature: content.json is what was signed, signature.p7s the card's signature (CMS, RFC 5652).",
    ...folders.map(aboutFolder),
    "查證（OpenSSL 3；在本資料夾執行） To check it (OpenSSL 3, run in this folder):",
    "",
    ...folders.map(commandOf),
    "印出「Verification successful」即表示：內容未遭更動，且簽署當時該卡的憑證有效、未廢止。",
    '"Verification successful" means: the content is unchanged, and at that moment the card\'s certificate was valid and not revoked.',
    "signer.pem 是簽署者的憑證；root.pem 是當時信任的根憑證，請與其管理中心公布的核對；authorities-and-lists.pem 是各級憑證與當時的廢止清冊。",
    "signer.pem is the signer's certificate; root.pem the root trusted then, to be compared with what its authority publishes;",
    "authorities-and-lists.pem holds the authorities and the revocation lists of that moment.",
    ...(folders.some(({ ocsp }) => ocsp.length > 0)
      ? [
          "ocsp-*.der 是當時查詢憑證狀態的回應（OCSP，RFC 6960）；應印出「Response verify OK」及「Cert Status: good」。",
          'ocsp-*.der are the answers of that moment about a certificate\'s status (OCSP, RFC 6960): "Response verify OK" and "Cert Status: good".',
        ]
      : []),
  ].join("\n")}\n`;
}

const contents = {
  "prove-card": "證明持有卡片 the card proves that it is there",
  "sign-in": "以自然人憑證登入 a citizen signs in by certificate",
};

function aboutFolder({ folder, proof, lists, ocsp }: Folder): string {
  const omitted = lists.filter(({ der }) => der === null);
  return [
    "",
    `[${folder}]`,
    `時間 time: ${new Date(proof.at).toISOString()}`,
    `簽署者 signer: ${proof.signer}`,
    `內容 content: ${proof.statement ?? contents[proof.purpose === "sign-in" ? "sign-in" : "prove-card"]}`,
    ...lists.map(
      ({ crlNumber, thisUpdateAt, sha256 }) =>
        `廢止清冊 revocation list: no. ${crlNumber}, ${new Date(thisUpdateAt).toISOString()}, SHA-256 ${sha256}`,
    ),
    ...ocsp.map(
      ({ producedAt, sha256 }) =>
        `OCSP 回應 OCSP response: ${new Date(producedAt).toISOString()}, SHA-256 ${sha256}`,
    ),
    ...(omitted.length > 0
      ? [
          "較大的清冊未收入，請向憑證管理中心索取同號清冊。 Larger lists are left out; ask their authority for the same number.",
        ]
      : []),
    "",
  ].join("\n");
}

function commandOf({ folder, proof, lists, ocsp }: Folder): string {
  // openssl takes a status from lists alone: where a response stood in for one, it is checked beside the signature.
  const onLists = ocsp.length === 0 && lists.every(({ der }) => der !== null);
  const authorities = `${folder}/authorities-and-lists.pem`;
  const at = Math.floor(proof.at / 1000);
  return [
    `openssl cms -verify -binary -inform DER -in ${folder}/signature.p7s -content ${folder}/content.json \\`,
    `  -CAfile ${authorities} -purpose any${onLists ? " -crl_check_all" : ""} \\`,
    `  -attime ${at} -out /dev/null`,
    "",
    ...ocsp.flatMap((_, index) => [
      `openssl ocsp -respin ${folder}/ocsp-${index + 1}.der -no_nonce -resp_text \\`,
      `  -CAfile ${authorities} -verify_other ${authorities} -attime ${at}`,
      "",
    ]),
  ].join("\n");
}
