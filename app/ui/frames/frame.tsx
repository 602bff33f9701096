import { createContext, useContext } from "react";
import type { Visitor } from "./visitor-bar";

export interface NavigationLink {
  to: string;
  label: string;
  count?: number;
  /** Its count speaks of something late: red. */
  late?: boolean;
  current?: boolean;
}

export interface NavigationSection {
  title?: string;
  links: readonly NavigationLink[];
}

/** What stands beside every page of staff. */
export interface StaffNavigation {
  sections: readonly NavigationSection[];
  /** Who is at work, and as what: 陳佳玲 · 客服. */
  who: string;
  /** May act at the helpdesk. */
  agent: boolean;
}

/** What an area puts around its pages and around what is said in their place. Empty where nobody is signed in. */
interface Frame {
  staff?: StaffNavigation | null;
  visitor?: Visitor | null;
}

const FrameContext = createContext<Frame>({});

export const FrameProvider = FrameContext.Provider;

export function useFrame(): Frame {
  return useContext(FrameContext);
}

const nobody: StaffNavigation = { sections: [], who: "", agent: false };

/** The navigation of staff, in an area of theirs. */
export function useStaffNavigation(): StaffNavigation {
  return useFrame().staff ?? nobody;
}
