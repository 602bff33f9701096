/** A number on record as a link to call it (RFC 3966), with its extension. */
export function OfficePhone({ number, extension }: { number: string; extension: string | null }) {
  const digits = number.replaceAll(/\D/g, "").replace(/^0/, "");
  const dialled = `tel:+886${digits}${extension ? `;ext=${extension.replaceAll(/\D/g, "")}` : ""}`;
  return (
    <a className="num" href={dialled}>
      {number}
      {extension ? ` #${extension}` : ""}
    </a>
  );
}
