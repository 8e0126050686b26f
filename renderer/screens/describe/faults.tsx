/** The faults of a description that belong to no field, each with its place. */
import type { DescriptionFault } from '../../../shared/model/provider-description.ts'
import { InView } from '../../parts/in-view.tsx'
import { Notice } from '../../parts/notice.tsx'
import { describeMessages } from './describe-messages.ts'
import { faultLine, problemWords } from './problems-messages.ts'
import { fieldAt } from './draft.ts'

/** Unlike in the form, a missing member is not shown as a question. */
const wordsOf = ({ place, why }: DescriptionFault): string =>
  problemWords(why === 'required' ? undefined : fieldAt(place), why)

export function Faults({ faults }: { readonly faults: readonly DescriptionFault[] }) {
  if (faults.length === 0) return null
  return (
    <InView>
      <Notice tone="bad" title={describeMessages.faults(faults.length)}>
        <ul className="plain-lines">
          {faults.map((fault) => (
            <li key={`${fault.place} ${fault.why}`} className="wrap">
              {faultLine(fault, wordsOf(fault))}
            </li>
          ))}
        </ul>
      </Notice>
    </InView>
  )
}
