/** Chooses how long the old key stays active beside the new one, and shows the instant at which the overlap ends. */
import { useState } from 'react'
import { HOUR_MS } from '../../../shared/expiry/expiry.ts'
import { overlapEnd } from '../../../shared/expiry/lifetime.ts'
import { LONGEST_OVERLAP_HOURS } from '../../../shared/model/overlap.ts'
import { Notice } from '../../parts/notice.tsx'
import { Segments } from '../../parts/segments.tsx'
import { Moment } from '../../parts/time.tsx'
import { NumberSetting } from '../settings/number-setting.tsx'
import { hoursOf, LEAST_HOURS, lengthOf, LENGTHS } from './overlap-length.ts'
import { overlapFieldMessages } from './replace-messages.ts'

interface Props {
  readonly label: string
  readonly hours: number
  readonly onChange: (hours: number) => void
  /** The instant that the hours are counted from; epoch milliseconds, main's clock. */
  readonly from: number
  /** When the old key expires; epoch milliseconds. */
  readonly oldExpiry?: number | undefined
  /** The provider that ends the old secret then by itself. Missing: the user ends it. */
  readonly endedBy?: string | undefined
}

export function OverlapField({ label, hours, onChange, from, oldExpiry, endedBy }: Props) {
  const [isOther, setIsOther] = useState(lengthOf(hours) === 'other')
  return (
    <div className="overlap-field">
      <Segments
        label={label}
        choices={LENGTHS}
        value={isOther ? 'other' : lengthOf(hours)}
        onChange={(length) => {
          setIsOther(length === 'other')
          onChange(hoursOf(length) ?? hours)
        }}
      />
      {isOther && (
        <NumberSetting
          label={overlapFieldMessages.otherLabel}
          unit={overlapFieldMessages.otherUnit}
          min={LEAST_HOURS}
          max={LONGEST_OVERLAP_HOURS}
          value={hours}
          onChange={onChange}
        />
      )}
      <OverlapEnd {...{ hours, from, oldExpiry, endedBy }} />
    </div>
  )
}

/** When the overlap ends, and a warning if the old key expires before. */
export function OverlapEnd({
  hours,
  from,
  oldExpiry,
  endedBy,
}: Pick<Props, 'hours' | 'from' | 'oldExpiry' | 'endedBy'>) {
  const until = overlapEnd(from, hours, oldExpiry)
  return (
    <>
      {until < from + hours * HOUR_MS && (
        <Notice tone="warn" title={overlapFieldMessages.oldEndsFirst}>
          {overlapFieldMessages.oldEndsFirstDetail}
        </Notice>
      )}
      <p className="soft small">
        {overlapFieldMessages.untilBefore} <Moment at={until} />
        {endedBy === undefined ? overlapFieldMessages.untilAfter : overlapFieldMessages.untilEndedBy(endedBy)}
      </p>
    </>
  )
}
