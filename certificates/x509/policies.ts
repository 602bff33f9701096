import type { Certificate } from "./certificate";
import { context, tags } from "../asn1/der";
import { countOf, Fields, oidOf } from "../asn1/der-values";
import { extensionValue } from "./extensions";
import { oids } from "../asn1/oids";
import { refuse } from "../errors/refusal";

/**
 * The policies still standing on the way down a path, each with those it is expected to meet in the next certificate.
 *
 * RFC 5280 builds a tree and prunes it; because every policy is acceptable to the desk, only the lowest level is ever
 * asked about, and keeping just that (one node a policy, as RFC 9618 does) cannot grow exponentially.
 */
export interface PolicyState {
  level: Map<string, Set<string>>;
  explicitPolicy: number;
  policyMapping: number;
  inhibitAnyPolicy: number;
}

/** RFC 5280 section 6.1.2 (a), (d), (e), (f), for a path of `length` certificates below the anchor. */
export function initialPolicies(length: number): PolicyState {
  return {
    level: new Map([[oids.anyPolicy, new Set([oids.anyPolicy])]]),
    explicitPolicy: length + 1,
    policyMapping: length + 1,
    inhibitAnyPolicy: length + 1,
  };
}

/**
 * RFC 5280 section 6.1.3 (d), (e), (f): the certificate's own policies narrow what stands.
 *
 * @throws Refused `policy-not-acceptable`
 */
export function narrowPolicies(
  state: PolicyState,
  certificate: Certificate,
  anyPolicyCounts: boolean,
): PolicyState {
  const level = nextLevel(state, certificate, anyPolicyCounts);
  if (state.explicitPolicy === 0 && level.size === 0) refuse("policy-not-acceptable", "no policy is left");
  return { ...state, level };
}

function nextLevel(
  state: PolicyState,
  certificate: Certificate,
  anyPolicyCounts: boolean,
): Map<string, Set<string>> {
  const level = new Map<string, Set<string>>();
  const policies = policiesOf(certificate);
  if (!policies) return level;
  for (const policy of policies) {
    if (policy === oids.anyPolicy) continue;
    const expected = [...state.level.values()].some((set) => set.has(policy));
    if (expected || state.level.has(oids.anyPolicy)) level.set(policy, new Set([policy]));
  }
  if (policies.includes(oids.anyPolicy) && anyPolicyCounts) {
    for (const policy of [...state.level.values()].flatMap((set) => [...set])) {
      if (!level.has(policy)) level.set(policy, new Set([policy]));
    }
  }
  return level;
}

function policiesOf(certificate: Certificate): string[] | null {
  const policies = extensionValue(certificate.extensions, oids.certificatePolicies, (value) =>
    value.expect(tags.sequence).children.map((information) => oidOf(new Fields(information).next())),
  );
  if (policies && new Set(policies).size !== policies.length)
    refuse("certificate-unreadable", "a repeated policy");
  return policies;
}

/**
 * RFC 5280 section 6.1.4 (a) and (b): an authority's mappings rename what stands, or strike it out where mapping is over.
 *
 * @throws Refused `policy-mapping-not-allowed` where anyPolicy is mapped
 */
export function mapPolicies(state: PolicyState, authority: Certificate): PolicyState {
  const mappings = mappingsOf(authority);
  const level = new Map(state.level);
  for (const [issuerPolicy, subjectPolicies] of mappings) {
    if (state.policyMapping === 0) level.delete(issuerPolicy);
    else if (level.has(issuerPolicy) || level.has(oids.anyPolicy)) level.set(issuerPolicy, subjectPolicies);
  }
  return { ...state, level };
}

function mappingsOf(authority: Certificate): Map<string, Set<string>> {
  const mappings = new Map<string, Set<string>>();
  extensionValue(authority.extensions, oids.policyMappings, (value) => {
    for (const mapping of value.expect(tags.sequence).children) {
      const fields = new Fields(mapping.expect(tags.sequence));
      const issuerPolicy = oidOf(fields.next());
      const subjectPolicy = oidOf(fields.next());
      fields.done();
      if (issuerPolicy === oids.anyPolicy || subjectPolicy === oids.anyPolicy) {
        refuse("policy-mapping-not-allowed", "anyPolicy is mapped");
      }
      mappings.set(issuerPolicy, (mappings.get(issuerPolicy) ?? new Set()).add(subjectPolicy));
    }
  });
  return mappings;
}

/** RFC 5280 section 6.1.4 (h), (i), (j): counters run down, except at a self-issued step, and constraints lower them. */
export function constrainPolicies(
  state: PolicyState,
  authority: Certificate,
  selfIssued: boolean,
): PolicyState {
  const step = (count: number) => (selfIssued || count === 0 ? count : count - 1);
  const { requireExplicitPolicy, inhibitPolicyMapping } = policyConstraintsOf(authority);
  const inhibitAnyPolicy = extensionValue(authority.extensions, oids.inhibitAnyPolicy, (value) =>
    countOf(value.expect(tags.integer).value),
  );
  return {
    level: state.level,
    explicitPolicy: Math.min(step(state.explicitPolicy), requireExplicitPolicy ?? Infinity),
    policyMapping: Math.min(step(state.policyMapping), inhibitPolicyMapping ?? Infinity),
    inhibitAnyPolicy: Math.min(step(state.inhibitAnyPolicy), inhibitAnyPolicy ?? Infinity),
  };
}

/**
 * RFC 5280 section 6.1.5 (a), (b), (g): at the leaf an explicit policy, where one is required, must be left.
 *
 * @throws Refused `policy-not-acceptable`
 */
export function concludePolicies(state: PolicyState, leaf: Certificate): void {
  const required = policyConstraintsOf(leaf).requireExplicitPolicy === 0;
  const explicitPolicy = required ? 0 : Math.max(0, state.explicitPolicy - 1);
  if (explicitPolicy === 0 && state.level.size === 0)
    refuse("policy-not-acceptable", "no policy is left at the leaf");
}

function policyConstraintsOf(certificate: Certificate) {
  const constraints = extensionValue(certificate.extensions, oids.policyConstraints, (value) => {
    const fields = new Fields(value.expect(tags.sequence));
    const explicit = fields.optional(context(0));
    const mapping = fields.optional(context(1));
    fields.done();
    return {
      requireExplicitPolicy: explicit ? countOf(explicit.value) : null,
      inhibitPolicyMapping: mapping ? countOf(mapping.value) : null,
    };
  });
  return constraints ?? { requireExplicitPolicy: null, inhibitPolicyMapping: null };
}
