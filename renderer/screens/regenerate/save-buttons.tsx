/** The buttons under a form that begins an operation. */
import { closeDialog } from '../../acts.ts'
import { Button } from '../../parts/button.tsx'
import type { IconName } from '../../parts/icons.ts'
import type { Flow } from './flow.ts'

interface Props {
  readonly flow: Flow
  readonly words: string
  readonly icon?: IconName
  readonly onSave: () => void
}

export function SaveButtons({ flow, words, icon = 'safe', onSave }: Props) {
  return (
    <>
      <Button onPress={closeDialog} isDisabled={flow.state === 'running'}>
        Cancel
      </Button>
      <Button
        looks="primary"
        icon={icon}
        isPending={flow.state === 'running'}
        isDisabled={flow.state === 'unclear'}
        onPress={onSave}
      >
        {words}
      </Button>
    </>
  )
}
