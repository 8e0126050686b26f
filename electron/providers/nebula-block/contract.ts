/** The generations of Nebula Block's contract for keys. They have different paths, and only the newest renews in place. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { textOf } from '../forms.ts'

/**
 * - `documented`: the pages of November 2024; everything at `/api-keys`.
 * - `underscore`: the pages since May 2025; the list alone moved to `/api_keys`.
 * - `portal`: what the vendor's portal was seen to use in 2025; everything at `/keys`.
 */
export type Contract = 'documented' | 'underscore' | 'portal'

interface Paths {
  readonly list: string
  /** The path for creating, renewing and deleting keys. */
  readonly keys: string
}

const PATHS: Readonly<Record<Contract, Paths>> = {
  documented: { list: 'api-keys', keys: 'api-keys' },
  underscore: { list: 'api_keys', keys: 'api-keys' },
  portal: { list: 'keys', keys: 'keys' },
}

const FIELD = 'contract'

/** The contract of an account. If it does not answer, Keyhold never switches to another contract without the user. */
export const contractField: Field = {
  name: FIELD,
  label: 'Contract',
  help: 'Nebula Block has changed its addresses. Choose another one if keys are not found. Only the portal’s contract can regenerate a key in place; Nebula Block doesn’t document it.',
  kind: 'choice',
  choices: [
    { value: 'documented', label: 'Documented (/api-keys)' },
    { value: 'underscore', label: 'Documented since 2025 (list at /api_keys)' },
    { value: 'portal', label: 'As the portal (/keys), can regenerate keys' },
  ],
  required: false,
  initial: 'documented',
  advanced: true,
}

/** The accounts that can renew in place, as metadata for the page. */
export const RENEWING = { ability: 'regenerate', field: FIELD, values: ['portal'] } as const

export function contractOf(settings: FormValues): Contract {
  const named = textOf(settings, FIELD)
  return named === 'portal' || named === 'underscore' ? named : 'documented'
}

export const pathsOf = (settings: FormValues): Paths => PATHS[contractOf(settings)]
