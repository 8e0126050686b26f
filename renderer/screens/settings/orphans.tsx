/** Orphans: keychain entries that belong to nothing in Keyhold. Searched on request, listed by name, deleted one at a time. */
import { useEffect, useRef, useState } from 'react'
import type { Orphan } from '../../../shared/contract/keychain.ts'
import { openDetail, openDialog } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { useTask } from '../../parts/use-task.ts'
import { useVault } from '../../vault/store.ts'
import { toast } from '../../vault/toasts.ts'
import { orphanMessages, orphanWords } from './orphan-messages.ts'
import { SETTINGS } from './settings-messages.ts'

export function Orphans() {
  const [found, setFound] = useState<readonly Orphan[]>()
  const task = useTask()
  const check = () => void task.run(() => call('keychain:orphans'), setFound)
  useDeleted(() => found !== undefined && check())
  return (
    <>
      <div>
        <Button icon="search" isPending={task.isRunning} onPress={check}>
          {SETTINGS.orphans.label}
        </Button>
      </div>
      {task.error !== undefined && <ErrorNotice error={task.error} tone="warn" />}
      {found !== undefined && task.error === undefined && <Found orphans={found} again={check} />}
    </>
  )
}

/** Runs `again` when the dialog that deletes an orphan closes. */
function useDeleted(again: () => void): void {
  const isAsked = useVault(({ dialog }) => dialog?.kind === 'delete-orphan')
  const wasAsked = useRef(isAsked)
  useEffect(() => {
    if (wasAsked.current && !isAsked) again()
    wasAsked.current = isAsked
  })
}

interface FoundProps {
  readonly orphans: readonly Orphan[]
  readonly again: () => void
}

function Found({ orphans, again }: FoundProps) {
  if (orphans.length === 0)
    return (
      <p className="soft" role="status">
        {orphanMessages.none}
      </p>
    )
  return (
    <>
      <p className="soft" role="status">
        {orphanMessages.found(orphans.length)}
      </p>
      <ul className="orphans">
        {orphans.map((orphan) => (
          <li key={orphan.name}>
            <span className="orphan-words">
              <span className="selectable wrap orphan-name">{orphan.name}</span>
              <span className="faint">{orphanWords(orphan)}</span>
            </span>
            {(orphan.kind === 'secret' || orphan.kind === 'credential') && (
              <BringBack orphan={orphan} then={again} />
            )}
            {orphan.kind !== 'foreign' && (
              <IconButton
                icon="trash"
                size="small"
                label={orphanMessages.delete(orphan.name)}
                onPress={() => openDialog({ kind: 'delete-orphan', orphan })}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function BringBack({ orphan, then }: { readonly orphan: Orphan; readonly then: () => void }) {
  const task = useTask()
  const { name } = orphan
  const bringBack = () =>
    void task.run(
      () => call('keychain:bring-back', { name }),
      ({ key }) => {
        toast({ tone: 'good', text: orphanMessages.broughtBack, about: name })
        openDetail(key)
        then()
      },
    )
  return (
    <>
      <Button
        size="small"
        aria-label={orphanMessages.bringBackNamed(name)}
        isPending={task.isRunning}
        onPress={bringBack}
      >
        {orphanMessages.bringBack}
      </Button>
      {task.error !== undefined && <ErrorNotice error={task.error} tone="warn" />}
    </>
  )
}
