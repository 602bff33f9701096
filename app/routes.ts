import type { RouteConfigEntry } from "@remix-run/route-config";
import { index, layout, prefix, route } from "@remix-run/route-config";

/** Pages with the navigation of their area around them, which stays around what refuses them or fails. */
function area(name: string, file: string, pages: RouteConfigEntry[]): RouteConfigEntry {
  return layout(file, [layout("ui/frames/error-boundary.tsx", { id: `${name}-errors` }, pages)]);
}

/** Every other address of an area. */
function unknown(name: string): RouteConfigEntry {
  return route("*", "ui/frames/unknown-page.tsx", { id: `${name}-unknown` });
}

/** The map of the site: every address, and the module that shows it or answers it. An area of addresses is a folder beside. */
export default [
  // Signing in
  index("sign-in/home.tsx"),
  route("sign-in", "sign-in/sign-in.tsx"),
  route("sign-out", "sign-in/sign-out.ts"),
  route("set-password", "sign-in/set-password.tsx"),
  route("identity", "sign-in/identity.tsx"),
  ...prefix("password-link", [
    index("sign-in/password-link.tsx"),
    route(":token", "sign-in/open-password-link.ts"),
  ]),
  route("confirm-address/:token", "sign-in/confirm-address.tsx"),

  // Open to everybody
  route("manual", "public/manual.tsx"),
  route("privacy", "public/privacy.tsx"),
  route("sitemap", "public/sitemap.tsx"),
  route("component-check", "public/component-check.tsx"),
  route("preferences", "public/preferences.ts"),
  ...prefix("mailbox", [
    index("public/mailbox.tsx"),
    ...prefix(":id", [index("public/mailbox-mail.tsx"), route("html", "public/mailbox-html.ts")]),
  ]),

  // Asking for help without being signed in
  ...prefix("ask", [
    index("ask/first.tsx"),
    route("agency", "ask/agency.tsx"),
    route("details", "ask/details.tsx"),
    route("receipt", "ask/receipt.tsx"),
  ]),

  // Following a request
  ...prefix("status", [
    index("status/status.tsx"),
    route(":token", "status/open.ts"),
    route("dispute", "status/dispute.tsx"),
    route("handover", "status/handover.tsx"),
    route("leave", "status/leave.ts"),
    route("reissue", "status/reissue.tsx"),
    route("supplement", "status/supplement.tsx"),
    route("withdrawal", "status/withdrawal.tsx"),
  ]),

  // The agency's card
  ...prefix("agency-card", [
    index("cards/agency/start.tsx"),
    route("proof-request", "cards/agency/proof-request.ts"),
    route("proof", "cards/agency/proof.ts"),
    route("people", "cards/agency/people.tsx"),
    route("order", "cards/agency/order.tsx"),
    route("order-request", "cards/agency/order-request.ts"),
    route("signature", "cards/agency/signature.ts"),
    route("done", "cards/agency/done.tsx"),
    route("refused", "cards/agency/refused.tsx"),
    route("handover", "cards/agency/handover.tsx"),
  ]),

  // The citizen's card
  ...prefix("certificate", [
    route("request", "cards/citizen/request.ts"),
    route("proof", "cards/citizen/proof.ts"),
    route("identify", "cards/citizen/identify.tsx"),
    route("waiting", "cards/citizen/waiting.tsx"),
    route("refused", "cards/citizen/refused.tsx"),
    route("ask", "cards/citizen/ask.ts"),
    ...prefix("confirm", [
      index("cards/citizen/confirmation.tsx"),
      route(":token", "cards/citizen/open-confirmation.ts"),
    ]),
  ]),

  // 我的專區
  area("me", "me/area.tsx", [
    route("is-this-yours", "sign-in/is-this-yours.tsx"),
    ...prefix("me", [
      index("me/me.tsx"),
      route("certificate", "me/certificate.tsx"),
      route("password", "me/password.tsx"),
      route("preferences", "me/preferences.tsx"),
      route("sessions", "me/sessions.tsx"),
      unknown("me"),
    ]),
  ]),

  // HR
  area("hr", "hr/area.tsx", [
    ...prefix("hr", [
      index("hr/office.tsx"),
      ...prefix("people", [
        index("hr/people/look-up.tsx"),
        route(":id", "hr/people/person.tsx", [
          index("hr/people/choices.tsx"),
          route("certificate", "hr/people/certificate.tsx"),
          route("record", "hr/people/record.tsx"),
          route("reset", "hr/people/reset.tsx"),
        ]),
      ]),
      route("tickets/:number", "hr/tickets/ticket.tsx", [
        index("hr/tickets/acts.tsx"),
        route("approval", "hr/tickets/approval.tsx"),
        route("confirmation", "hr/tickets/confirmation.tsx"),
        route("handover", "hr/tickets/handover.tsx"),
        route("reissue", "hr/tickets/reissue.tsx"),
        route("return", "hr/tickets/return.tsx"),
        route("second-refusal", "hr/tickets/second-refusal.tsx"),
      ]),
      route("changes/:id", "hr/changes/change.tsx"),
      ...prefix("delegations", [
        index("hr/delegations/delegations.tsx"),
        route("new", "hr/delegations/new.tsx"),
        route(":id/revocation", "hr/delegations/revocation.tsx"),
      ]),
      unknown("hr"),
    ]),
  ]),

  // Staff
  area("staff", "ui/frames/staff-area.tsx", [
    // Helpdesk
    ...prefix("desk", [
      index("desk/queue/queue.tsx"),
      route("new", "desk/phone/new.tsx"),
      route("certificates", "desk/certificates/certificates.tsx"),
      ...prefix("tickets/:number", [
        index("desk/ticket/ticket.tsx"),
        route("acts", "desk/ticket/acts.tsx"),
        route("attachments/:id", "desk/ticket/attachment.ts"),
        route("evidence", "desk/ticket/evidence.ts"),
        route("identify", "desk/ticket/identify.tsx"),
      ]),
      unknown("desk"),
    ]),

    // Administrators
    ...prefix("admin", [
      index("admin/overview.tsx"),
      route("agencies/parent", "admin/power/parent.tsx"),
      ...prefix("roles", [
        index("admin/power/roles.tsx"),
        route("new", "admin/power/grant.tsx"),
        route(":id/revocation", "admin/power/revocation.tsx"),
      ]),
      route("sessions", "admin/power/sessions.tsx"),
      route("stranded", "admin/power/stranded.tsx"),
      route("tokens", "admin/power/tokens.tsx"),
      ...prefix("waiting", [index("admin/waiting/list.tsx"), route(":id", "admin/waiting/change.tsx")]),
      ...prefix("mail", [index("admin/mail/outbox.tsx"), route(":id/retry", "admin/mail/retry.ts")]),
      ...prefix("trust", [
        index("admin/trust/authorities.tsx"),
        route("new", "admin/trust/new.tsx"),
        route("refresh", "admin/trust/refresh.ts"),
        route(":sha256/removal", "admin/trust/removal.tsx"),
      ]),
      ...prefix("wording", [
        index("admin/wording/templates.tsx"),
        ...prefix(":template/:language", [
          index("admin/wording/template.tsx"),
          route("sample", "admin/wording/sample.ts"),
        ]),
      ]),
      unknown("admin"),
    ]),

    // Auditors
    ...prefix("audit", [
      index("audit/trail.tsx"),
      route("shell", "audit/shell.tsx"),
      route("people/:id/evidence", "audit/evidence.ts"),
      unknown("audit"),
    ]),
  ]),

  // Programs
  ...prefix("api/v1", [
    route("openapi.json", "api/openapi-document.ts"),
    route("tickets", "api/tickets.ts"),
    route("tickets/:number", "api/ticket.ts"),
    route("tickets/:number/events", "api/ticket-events.ts"),
    route("people", "api/people.ts"),
    route("card-visits", "api/card-visits.ts"),
    route("card-visits/acts", "api/card-visit-acts.ts"),
    route("problems/:code", "api/problem-page.ts"),
  ]),
  route("api/*", "api/unknown.ts"),
];
