import { z } from "zod";
import { sealedCookie } from "../web/sealed-cookie";

/** The token of a one-time link between opening it and pressing its button. */
export const passwordLink = sealedCookie("password-link", z.string(), 30);
