import type { ReactNode } from "react";

export interface Column<Row> {
  /** Heads the column, and on a phone each of its cells. */
  head: string;
  cell: (row: Row) => ReactNode;
}

interface DataTableProps<Row> {
  /** Says what the rows are, to those who do not see it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  selected?: string;
}

/** Rows and columns; on a phone each row becomes a small card. */
export function DataTable<Row>({ caption, columns, rows, keyOf, selected }: DataTableProps<Row>) {
  return (
    <div className="table-box">
      <table className="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ head }) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className={keyOf(row) === selected ? "table-selected" : undefined}>
              {columns.map(({ head, cell }) => (
                <td key={head} data-label={head}>
                  <div>{cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
