/** The "About Keyhold" dialog: the program's version and its privacy promise. */
import { VERSION } from '../../../shared/desktop/version.ts'
import { closeDialog, openDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { aboutMessages } from './about-messages.ts'

export function AboutDialog() {
  return (
    <Dialog
      title={aboutMessages.title}
      size="small"
      onClose={closeDialog}
      footer={
        <>
          <Button onPress={() => openDialog({ kind: 'shortcuts' })}>{aboutMessages.shortcuts}</Button>
          <Button autoFocus onPress={closeDialog}>
            {commonMessages.close}
          </Button>
        </>
      }
    >
      <p className="selectable">{aboutMessages.version(VERSION)}</p>
      <p>{aboutMessages.what}</p>
      <p className="soft">{aboutMessages.privacy}</p>
    </Dialog>
  )
}
