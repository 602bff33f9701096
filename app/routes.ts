import { flatRoutes } from "@remix-run/fs-routes";

/** Words lie beside the routes that speak them; they are no routes. */
export default flatRoutes({ ignoredRouteFiles: ["**/*.text.ts"] });
