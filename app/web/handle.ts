/** What a route exports as `handle` to say how its page is served. */
export interface PageHandle {
  /** Sends scripts and hydrates. Without it the page is plain HTML, forms and links. */
  interactive?: boolean;
  /** Talks to the card component in a pop-up, so its headers let the pop-up live and its picture load. */
  card?: boolean;
}

/** Says whether any of the matched routes asks for something in its `handle`. */
export function anyHandle(handles: unknown[], wish: keyof PageHandle): boolean {
  return handles.some(
    (handle) =>
      typeof handle === "object" && handle !== null && wish in handle && Reflect.get(handle, wish) === true,
  );
}
