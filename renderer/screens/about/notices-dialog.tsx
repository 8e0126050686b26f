/** The dialog with the third-party notices: the software in Keyhold, and its licences. */
import { useEffect, useState } from 'react'
import type { AppError } from '../../../shared/contract/errors.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { Spinner } from '../../parts/progress.tsx'
import { call } from '../../vault/bridge.ts'
import { noticesMessages } from './about-messages.ts'

export function NoticesDialog() {
  const [text, setText] = useState<string>()
  const [error, setError] = useState<AppError>()
  useEffect(() => {
    void call('desktop:notices').then((answer) => {
      if (answer.ok) setText(answer.value)
      else setError(answer.error)
    })
  }, [])
  return (
    <Dialog
      title={noticesMessages.title}
      size="large"
      onClose={closeDialog}
      footer={
        <Button autoFocus onPress={closeDialog}>
          {commonMessages.close}
        </Button>
      }
    >
      {error !== undefined && <ErrorNotice error={error} />}
      {error === undefined && text === undefined && <Spinner label={noticesMessages.loading} />}
      {text !== undefined && (
        <pre className="notices selectable" tabIndex={0}>
          {text}
        </pre>
      )}
    </Dialog>
  )
}
