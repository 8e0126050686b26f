/** Opens the form of a part of the panel, in the corner of that part. */
import { Button } from '../../parts/button.tsx'
import { sectionMessages } from './detail-messages.ts'

interface Props {
  /** What it edits: the button itself says no more than "Edit". */
  readonly label: string
  readonly autoFocus: boolean
  readonly onPress: () => void
}

export function SetButton({ label, autoFocus, onPress }: Props) {
  return (
    <Button size="small" looks="quiet" icon="edit" aria-label={label} autoFocus={autoFocus} onPress={onPress}>
      {sectionMessages.edit}
    </Button>
  )
}
