/** What the new key will be like, in lines, so that a form is needed only to change it. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { Button } from '../../parts/button.tsx'
import { Moment } from '../../parts/time.tsx'
import { summaryMessages } from './replace-messages.ts'
import { summaryOf } from './summary.ts'

interface Props {
  readonly fields: readonly Field[]
  readonly values: FormValues
  readonly onChange: () => void
}

export function NewKeySummary({ fields, values, onChange }: Props) {
  return (
    <div className="summary">
      <dl className="facts">
        {summaryOf(fields, values).map((line) => (
          <div className="fact" key={line.label}>
            <dt className="soft">{line.label}</dt>
            <dd className="wrap" dir="auto">
              {line.kind === 'instant' ? <Moment at={line.at} /> : line.text}
            </dd>
          </div>
        ))}
      </dl>
      <Button size="small" icon="edit" onPress={onChange}>
        {summaryMessages.change}
      </Button>
    </div>
  )
}
