import { flatRoutes } from "@remix-run/fs-routes";

/** The pages are the files of app/routes; beside each may lie its words. */
export default flatRoutes({ ignoredRouteFiles: ["**/*.text.ts"] });
