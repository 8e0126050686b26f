/** The steps of describing a provider: a form or a pasted document, then a full summary, then saving. Pure. */
import type { CheckedDescription } from '../../../shared/contract/descriptions.ts'
import type { DescriptionFault, ProviderDescription } from '../../../shared/model/provider-description.ts'
import { draftOf, EMPTY, sorted, written, type Draft, type Problems } from './draft.ts'

/** The typed fields, which every step keeps. */
export interface Typed {
  readonly draft: Draft
  /** A sample answer of the provider. It may contain secrets, so it never leaves the page. */
  readonly sample: string
  /** The pasted document. */
  readonly pasted: string
}

export type Step =
  | { readonly step: 'form'; readonly problems: Problems; readonly others: readonly DescriptionFault[] }
  | { readonly step: 'paste'; readonly faults: readonly DescriptionFault[] }
  /** `text`: the document that the summary shows completely. */
  | {
      readonly step: 'summary'
      readonly from: Way
      readonly text: string
      readonly description: ProviderDescription
    }

export type Way = 'form' | 'paste'

export const FORM: Step = { step: 'form', problems: {}, others: [] }
export const PASTE: Step = { step: 'paste', faults: [] }

export const NOTHING: Typed = { draft: EMPTY, sample: '', pasted: '' }

export const named = (name = ''): Typed => ({ ...NOTHING, draft: { ...EMPTY, name } })

/** A saved description opens as a form, or as text if it cannot be understood. */
export const ofSaved = (
  text: string,
  description: ProviderDescription | undefined,
): readonly [Typed, Step] =>
  description === undefined
    ? [{ ...NOTHING, pasted: text }, PASTE]
    : [{ ...NOTHING, draft: draftOf(description), pasted: text }, FORM]

/** The document of a step, as the check receives it. */
export const textOf = (way: Way, { draft, pasted }: Typed): string =>
  way === 'form' ? written(draft).text : pasted

/** The step after the check of {@link textOf}. */
export function whenChecked(way: Way, typed: Typed, checked: CheckedDescription): Step {
  const own = way === 'form' ? written(typed.draft).problems : {}
  if (checked.kind === 'good' && Object.keys(own).length === 0)
    return { step: 'summary', from: way, text: textOf(way, typed), description: checked.description }
  return whenFaulty(way, typed, checked.kind === 'good' ? [] : checked.faults)
}

/** Fills the other way with the same description, so that the user can continue in either. The text of the present way stays as typed. */
export const whenShown = (
  typed: Typed,
  { from, text, description }: Extract<Step, { step: 'summary' }>,
): Typed => (from === 'form' ? { ...typed, pasted: text } : { ...typed, draft: draftOf(description) })

export function whenFaulty(way: Way, { draft }: Typed, faults: readonly DescriptionFault[]): Step {
  return way === 'form'
    ? { step: 'form', ...sorted(faults, written(draft).problems) }
    : { step: 'paste', faults }
}
