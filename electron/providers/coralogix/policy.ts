/** The access policy of a Coralogix key: JSON text that defines who in the team may do what with the key. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { providerFailure } from '../failure.ts'
import { invalid, textOf } from '../forms.ts'

export const POLICY_FIELD = 'accessPolicy'

// The longest text of a form's field.
const LONGEST_POLICY = 10_000

export const policyField: Field = {
  name: POLICY_FIELD,
  label: 'Access policy',
  help: 'As JSON on one line. Leave empty to let the team’s own rules decide who may see and change the key.',
  kind: 'text',
  required: false,
  maxLength: LONGEST_POLICY,
  advanced: true,
}

const REMOVAL_FIELD = 'removePolicy'

/** For an existing key: its policy is not shown, so an empty field leaves the policy unchanged. */
export const policyChangeFields: readonly Field[] = [
  {
    ...policyField,
    label: 'New access policy',
    help: 'As JSON on one line; it replaces the whole policy. Leave empty to keep the current one.',
  },
  {
    name: REMOVAL_FIELD,
    label: 'Take the access policy away',
    help: 'The team’s own rules decide from then on who may see and change the key',
    kind: 'switch',
    required: false,
    initial: false,
    advanced: true,
  },
]

/** The change that a checked draft makes to a key's policy: `''` removes the policy, `undefined` leaves it unchanged. */
export function policyChange(draft: FormValues): string | undefined {
  if (draft[REMOVAL_FIELD] === true) return ''
  return textOf(draft, POLICY_FIELD) || undefined
}

/** Throws Failure `invalid` if a draft's policy is not a JSON object, or if the draft both sets and removes it. */
export function checkPolicyChange(draft: FormValues): void {
  checkPolicy(draft)
  if (draft[REMOVAL_FIELD] === true && textOf(draft, POLICY_FIELD) !== '')
    throw invalid(POLICY_FIELD, 'malformed')
}

/** Throws Failure `invalid` if a draft's policy is not a JSON object. */
export function checkPolicy(draft: FormValues): void {
  const text = textOf(draft, POLICY_FIELD)
  if (text !== '' && onOneLine(text) === undefined) throw invalid(POLICY_FIELD, 'malformed')
}

/**
 * The policy of an existing key in the form of a draft; `''` if it has none. Throws Failure `provider` `not-understood` if the form cannot hold the
 * policy: a copy without it would give more people access.
 */
export function policyOf(policy: string | undefined): string {
  if (policy === undefined || policy.trim() === '') return ''
  const text = onOneLine(policy)
  if (text !== undefined && text.length <= LONGEST_POLICY) return text
  throw providerFailure({
    why: 'not-understood',
    outcome: 'unknown',
    words: 'The access policy of this key can’t be copied',
  })
}

function onOneLine(text: string): string | undefined {
  try {
    const policy: unknown = JSON.parse(text)
    return typeof policy === 'object' && policy !== null && !Array.isArray(policy)
      ? JSON.stringify(policy)
      : undefined
  } catch {
    return undefined
  }
}
