/** Chooses whether, and for how long, the old secret of a key keeps working beside the new one. */
import { expiryOf } from '../../../shared/expiry/expiry.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { SwitchField } from '../../parts/field.tsx'
import { useVault } from '../../vault/store.ts'
import { OverlapField } from '../replace/overlap-field.tsx'
import { pasteMessages } from './regenerate-messages.ts'

interface Props {
  readonly row: KeyRow
  /** What happens at the end of that time. */
  readonly hint: string
  /** `undefined`: no overlap. */
  readonly hours: number | undefined
  readonly onChange: (hours: number | undefined) => void
  /** The provider that ends the old secret by itself. */
  readonly endedBy?: string | undefined
}

export function OldLivesOn({ row, hint, hours, onChange, endedBy }: Props) {
  const now = useVault((state) => state.now)
  const usualHours = useVault((state) => state.settings.overlapHours)
  return (
    <>
      <SwitchField
        label={pasteMessages.oldLivesOn}
        help={hint}
        isOn={hours !== undefined}
        onChange={(isOn) => onChange(isOn ? usualHours : undefined)}
      />
      {hours !== undefined && (
        <OverlapField
          label={pasteMessages.oldLivesOnFor}
          hours={hours}
          onChange={onChange}
          from={now}
          oldExpiry={expiryOf(row)}
          endedBy={endedBy}
        />
      )}
    </>
  )
}
