/** The button in the corner of a section that opens the section's form. */
import { Button } from '../../parts/button.tsx'
import { sectionMessages } from './detail-messages.ts'

interface Props {
  /** The accessible name, which says what the button edits. The visible text is only "Edit". */
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
