/** The "About Keyhold" dialog: the program's version, its privacy promise, its licences, and diagnostics to copy. */
import { doctorText } from '../../../shared/diagnostics/doctor-text.ts'
import { machineReport } from '../../../shared/diagnostics/machine-report.ts'
import { VERSION } from '../../../shared/desktop/version.ts'
import { closeDialog, openDialog } from '../../app/page-actions.ts'
import { copyText } from '../../commands/copy-text.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { call } from '../../vault/bridge.ts'
import { toast, toastError } from '../../vault/toasts.ts'
import { aboutMessages } from './about-messages.ts'

/** The doctor's report, as `keyhold --doctor` prints it. */
async function copyDiagnostics(): Promise<void> {
  const answer = await call('machine:facts')
  if (!answer.ok) {
    toastError(answer.error)
    return
  }
  const text = doctorText({ program: VERSION, lines: machineReport(answer.value) })
  if (copyText(text)) toast({ tone: 'good', text: aboutMessages.copied, detail: aboutMessages.copiedDetail })
  else toast({ tone: 'bad', text: aboutMessages.notCopied })
}

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
      <p className="about-more">
        <Button onPress={() => openDialog({ kind: 'notices' })}>{aboutMessages.notices}</Button>
        <Button icon="copy" onPress={() => void copyDiagnostics()}>
          {aboutMessages.copyDiagnostics}
        </Button>
      </p>
    </Dialog>
  )
}
