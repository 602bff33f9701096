import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { PageFactsProvider, factsOf } from "./web/page-facts";

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <PageFactsProvider value={factsOf(document.documentElement)}>
        <RemixBrowser />
      </PageFactsProvider>
    </StrictMode>,
  );
});
