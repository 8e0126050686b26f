/** Shows the keychain's name and state, Keyhold's entries in it, when it was last tested, and the vault's notices. */
import { useEffect, useState } from 'react'
import type { EntryCount } from '../../../shared/contract/keychain.ts'
import { keychainAdvice } from '../../../shared/diagnostics/keychain-advice.ts'
import type { KeychainHealth, Notice as VaultNotice } from '../../../shared/contract/snapshot.ts'
import { openDialog } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { Ago } from '../../parts/time.tsx'
import { useTask } from '../../parts/use-task.ts'
import { isLinux } from '../../app/platform.ts'
import { useVault } from '../../vault/store.ts'
import { useBackups } from '../backup/use-backups.ts'
import { SealedVaultOffer } from '../sealed-vault/offer.tsx'
import { StorageSettings } from '../sealed-vault/storage-settings.tsx'
import { Fact } from './fact.tsx'
import { KeychainOffer } from './keychain-offer.tsx'
import {
  countWords,
  elsewhere,
  elsewhereMessages,
  KEYCHAIN_STATES,
  keychainFacts,
  keychainMessages,
  lastingWords,
  NEWS,
  noKeychainMessages,
  promptWords,
} from './keychain-messages.ts'
import { Orphans } from './orphans.tsx'
import { Setting } from './setting.tsx'
import { SETTINGS } from './settings-messages.ts'

interface Sign {
  readonly icon: IconName
  readonly tone: string
}

const SIGNS: Record<KeychainHealth['state'], Sign> = {
  ready: { icon: 'active', tone: 'good' },
  locked: { icon: 'locked', tone: 'warn' },
  absent: { icon: 'expired', tone: 'bad' },
  'no-keyring': { icon: 'expired', tone: 'warn' },
  restarted: { icon: 'expiring', tone: 'warn' },
  replaced: { icon: 'expiring', tone: 'warn' },
  hung: { icon: 'expiring', tone: 'warn' },
  refused: { icon: 'expired', tone: 'bad' },
  unchecked: { icon: 'undated', tone: 'soft' },
}

export function WhereSecretsAre() {
  return (
    <>
      <Setting id="secrets">
        <Keychain />
      </Setting>
      <Setting id="orphans">
        <Orphans />
      </Setting>
      <Setting id="secrets">
        <News />
      </Setting>
    </>
  )
}

function Keychain() {
  const keychain = useVault((state) => state.keychain)
  const { icon, tone } = SIGNS[keychain.state]
  const count = useEntryCount()
  return (
    <>
      <p className="soft">{SETTINGS.secrets.help}</p>
      <dl className="settings-facts">
        <Fact label={keychainFacts.keychain}>
          <span className="selectable">
            {keychain.backend === '' ? keychainFacts.noKeychain : keychain.backend}
          </span>
        </Fact>
        <Fact label={keychainFacts.state}>
          <span className="badge">
            <Icon of={icon} className={tone} />
            {[KEYCHAIN_STATES[keychain.state], promptWords(keychain)]
              .filter((one) => one !== undefined)
              .join(' ')}
          </span>
        </Fact>
        <Fact label={keychainFacts.lasting}>{lastingWords(keychain)}</Fact>
        <Fact label={keychainFacts.entries}>
          {count === undefined ? keychainFacts.counting : countWords(count)}
        </Fact>
        <Fact label={keychainFacts.backup}>
          <Backup />
        </Fact>
        <Fact label={keychainFacts.checked}>
          {keychain.checkedAt === undefined ? keychainFacts.neverChecked : <Ago at={keychain.checkedAt} />}
        </Fact>
        <Fact label={keychainFacts.proved}>
          {keychain.provedAt === undefined ? (
            keychainFacts.neverProved
          ) : (
            <>
              {keychainFacts.provedBefore} <Ago at={keychain.provedAt} />
              {keychainFacts.provedAfter}
            </>
          )}
        </Fact>
      </dl>
      {keychain.state === 'absent' && <WhatToInstall lacks={keychain.lacks} />}
      <SealedVaultOffer />
      <KeychainOffer />
      {count !== undefined && <Elsewhere count={count} keychain={keychain} />}
      <CheckNow />
      <StorageSettings />
    </>
  )
}

/** The second place with the secrets: the encrypted backup, which another machine can read. */
function Backup() {
  const { state } = useBackups()
  if (state === undefined) return keychainFacts.counting
  const { last } = state
  return last === undefined ? (
    <>
      {keychainFacts.noBackup}{' '}
      <Button size="small" looks="quiet" onPress={() => openDialog({ kind: 'back-up' })}>
        {keychainFacts.backUp}
      </Button>
    </>
  ) : (
    <>
      <Ago at={last.at} /> <span className="soft selectable">{last.path}</span>
    </>
  )
}

function News() {
  const notices = useVault((state) => state.notices)
  return notices.map((notice) => <VaultNews key={`${notice.kind}-${notice.at}`} notice={notice} />)
}

/** Counts the entries again after each change in the vault. */
function useEntryCount(): EntryCount | undefined {
  const [count, setCount] = useState<EntryCount>()
  const revision = useVault((state) => state.revision)
  useEffect(() => {
    let isCurrent = true
    void call('keychain:count').then((answer) => {
      if (isCurrent && answer.ok) setCount(answer.value)
    })
    return () => {
      isCurrent = false
    }
  }, [revision])
  return count
}

function WhatToInstall({ lacks }: Pick<KeychainHealth, 'lacks'>) {
  const [desktop, setDesktop] = useState('')
  useEffect(() => {
    void call('desktop:facts').then((answer) => {
      if (answer.ok) setDesktop(answer.value.desktop)
    })
  }, [])
  return (
    <Notice tone="warn" title={noKeychainMessages.title}>
      {isLinux && keychainAdvice({ desktop, lacks })} {noKeychainMessages.untilThen}
    </Notice>
  )
}

function Elsewhere({ count, keychain }: { readonly count: EntryCount; readonly keychain: KeychainHealth }) {
  const found = elsewhere(count, keychain)
  if (found.length === 0) return undefined
  return (
    <Notice tone="warn" title={elsewhereMessages.title}>
      {found.map(({ backend, entries }) => (
        <p key={backend}>{elsewhereMessages.entries(entries, backend)}</p>
      ))}
    </Notice>
  )
}

function CheckNow() {
  const task = useTask()
  return (
    <>
      <div>
        <Button
          icon="safe"
          isPending={task.isRunning}
          onPress={() => void task.run(() => call('keychain:check'))}
        >
          {keychainMessages.checkNow}
        </Button>
      </div>
      {task.error && <ErrorNotice error={task.error} />}
    </>
  )
}

function VaultNews({ notice }: { readonly notice: VaultNotice }) {
  return (
    <Notice
      tone={notice.kind === 'restored' ? 'note' : 'warn'}
      title={NEWS[notice.kind]}
      actions={
        <Button size="small" onPress={() => openDialog({ kind: 'attention' })}>
          {keychainMessages.whatToDo}
        </Button>
      }
    >
      <Ago at={notice.at} />
    </Notice>
  )
}
