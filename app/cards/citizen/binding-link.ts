import { z } from "zod";
import { sealedCookie } from "../../web/sealed-cookie";

/** Which binding's link this browser followed. */
export const bindingLinkCookie = sealedCookie("binding-link", z.object({ id: z.string() }), 30);
