/**
 * The step of an import that asks for the passphrase of encrypted files.
 *
 * SECURITY: the typed passphrase is sent once, and the field is emptied. A key file is chosen and read by the main process.
 */
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../parts/button.tsx'
import { InView } from '../../parts/in-view.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { PassphraseField, type PassphraseHandle } from '../../parts/passphrase-field.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { encryptedIn, isWrongPassphrase, type ImportState } from './import-flow.ts'
import { importMessages } from './import-messages.ts'
import { LineList } from './line-list.tsx'
import type { ImportFlow } from './use-import.ts'

interface Props {
  readonly state: Extract<ImportState, { state: 'locked' }>
  readonly flow: Pick<ImportFlow, 'unlock' | 'chooseKeyFile' | 'skipEncrypted'>
}

export function Unlock({ state, flow }: Props) {
  const { found, isTrying, keyFile, error } = state
  const passphrase = useRef<PassphraseHandle>(null)
  const [isMissing, setIsMissing] = useState(false)
  const files = encryptedIn(found)
  // The field was disabled during the attempt, so it gets the focus back.
  useEffect(() => {
    if (!isTrying) passphrase.current?.focus()
  }, [isTrying])

  const send = () => {
    const typed = passphrase.current?.read() ?? ''
    // A KeePass file may need only a key file.
    setIsMissing(typed === '' && keyFile === undefined)
    if (typed === '' && keyFile === undefined) return
    passphrase.current?.empty()
    flow.unlock(typed)
  }
  return (
    <SentForm onSend={send}>
      <p>{importMessages.encrypted(files.length)}</p>
      <LineList
        label={importMessages.encrypted(files.length)}
        lines={files.map(({ file }) => file)}
        more={importMessages.moreFiles}
      />
      <PassphraseField
        label={importMessages.passphrase(files.length)}
        help={importMessages.passphraseHelp}
        error={problemOf(state, isMissing)}
        isDisabled={isTrying}
        autoFocus
        ref={passphrase}
      />
      <div className="field">
        <div className="row">
          <Button size="small" isDisabled={isTrying} onPress={flow.chooseKeyFile}>
            {importMessages.keyFile}
          </Button>
          <span className="soft small wrap">
            {keyFile === undefined ? importMessages.keyFileHelp : importMessages.keyFileChosen(keyFile)}
          </span>
        </div>
      </div>
      {error !== undefined && (
        <InView>
          <ErrorNotice error={error} />
        </InView>
      )}
      <div className="row">
        <Button looks="primary" icon="key" isPending={isTrying} onPress={send}>
          {importMessages.unlock}
        </Button>
        <Button isDisabled={isTrying} onPress={flow.skipEncrypted}>
          {importMessages.skip(files.length)}
        </Button>
      </div>
    </SentForm>
  )
}

function problemOf({ found, isTrying, keyFile }: Props['state'], isMissing: boolean): string | undefined {
  if (isMissing) return importMessages.typeIt
  if (isTrying || !isWrongPassphrase(found)) return undefined
  return keyFile === undefined ? importMessages.wrong : importMessages.wrongKeyFile
}
