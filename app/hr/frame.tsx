import type { ReactNode } from "react";
import { PublicPage } from "../ui/frames/public-page";

interface HrPageProps {
  title: ReactNode;
  /** Above the title: a number, a way back. */
  above?: ReactNode;
  lead?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}

/** A page of HR's: one title, the work below. Plain forms and links throughout. */
export function HrPage({ title, above, lead, narrow, children }: HrPageProps) {
  return (
    <PublicPage narrow={narrow}>
      <div className="stack stack-wide">
        <header>
          {above && <p className="soft num">{above}</p>}
          <h1>{title}</h1>
          {lead && <p className="lead">{lead}</p>}
        </header>
        {children}
      </div>
    </PublicPage>
  );
}
