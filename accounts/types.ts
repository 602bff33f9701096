/** The roles of staff; a person with any of them is a 特權帳號. */
export type RoleName = "hr-supervisor" | "hr-staff" | "agent" | "administrator" | "auditor";
