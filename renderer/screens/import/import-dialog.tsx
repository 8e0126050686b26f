/** The dialog that imports keys from files of other programs, in steps: choose files, unlock encrypted files, choose rows, store, report. */
import { useState } from 'react'
import { closeDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Progress } from '../../parts/progress.tsx'
import { ChooseFiles } from './choose-files.tsx'
import { EndedBody, EndedButtons } from './ended.tsx'
import { importMessages } from './import-messages.ts'
import type { ImportState } from './import-flow.ts'
import { PreviewBody } from './preview.tsx'
import { Unlock } from './unlock.tsx'
import { useImport, type ImportFlow } from './use-import.ts'

/** `isDropped`: import the files that were just dropped on the window. */
export function ImportDialog({ isDropped }: { readonly isDropped: boolean }) {
  const flow = useImport(isDropped)
  const [isCleaning, setCleaning] = useState(false)
  const { state } = flow
  return (
    <Dialog
      title={importMessages.title}
      size="large"
      onClose={closeDialog}
      mayClose={state.state !== 'storing' && !isCleaning}
      footer={<Buttons flow={flow} isCleaning={isCleaning} />}
    >
      <Body flow={flow} onCleaning={setCleaning} />
    </Dialog>
  )
}

interface BodyProps {
  readonly flow: ImportFlow
  /** Whether files are being changed. */
  readonly onCleaning: (isCleaning: boolean) => void
}

function Body({ flow, onCleaning }: BodyProps) {
  const { state } = flow
  switch (state.state) {
    case 'choosing':
      return <ChooseFiles state={state} onChoose={flow.choose} />
    case 'locked':
      return <Unlock state={state} flow={flow} />
    case 'preview':
      return <PreviewBody state={state} onChoice={flow.decide} />
    case 'storing':
      return <Storing state={state} />
    case 'ended':
      return <EndedBody state={state} onCleaning={onCleaning} />
  }
}

function Storing({ state }: { readonly state: Extract<ImportState, { state: 'storing' }> }) {
  const { choice, done, isStopping } = state
  const all = choice.ticked.size
  return (
    <>
      <Progress
        label={isStopping ? importMessages.stopping : importMessages.storing}
        value={Math.round(done * all)}
        max={all}
      />
      <p className="soft">{importMessages.atStop}</p>
    </>
  )
}

function Buttons({ flow, isCleaning }: { readonly flow: ImportFlow; readonly isCleaning: boolean }) {
  const { state } = flow
  switch (state.state) {
    case 'choosing':
    case 'locked':
      return <Button onPress={closeDialog}>{commonMessages.cancel}</Button>
    case 'preview':
      return <PreviewButtons flow={flow} state={state} />
    case 'storing':
      return (
        <Button autoFocus isPending={state.isStopping} onPress={flow.stop}>
          {commonMessages.cancel}
        </Button>
      )
    case 'ended':
      return <EndedButtons state={state} isCleaning={isCleaning} onRest={flow.store} />
  }
}

interface PreviewButtonsProps {
  readonly flow: ImportFlow
  readonly state: Extract<ImportState, { state: 'preview' }>
}

function PreviewButtons({ flow, state: { found, choice } }: PreviewButtonsProps) {
  const rows = choice.ticked.size
  const hasTable = found.rows.length + found.skipped.length > 0
  return (
    <>
      <Button onPress={closeDialog}>{commonMessages.cancel}</Button>
      <Button autoFocus={!hasTable} onPress={flow.startAgain}>
        {commonMessages.back}
      </Button>
      <Button looks="primary" isDisabled={rows === 0} onPress={flow.store}>
        {importMessages.store(rows)}
      </Button>
    </>
  )
}
