/** The keychain by name, how it is, what of it is ours, when that was last tried, and what the vault found out by itself. */
import { useEffect, useState, type ReactNode } from 'react'
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
import { KeychainOffer } from './keychain-offer.tsx'
import { countWords, elsewhere, lastingWords, promptWords } from './keychain-messages.ts'
import { Orphans } from './orphans.tsx'
import { Setting } from './setting.tsx'
import { SETTINGS } from './settings-messages.ts'

interface Health {
  readonly icon: IconName
  readonly tone: string
  readonly words: string
}

const HEALTH: Record<KeychainHealth['state'], Health> = {
  ready: { icon: 'active', tone: 'good', words: 'Ready, and unlocked.' },
  locked: {
    icon: 'locked',
    tone: 'warn',
    words: 'Locked.',
  },
  absent: { icon: 'expired', tone: 'bad', words: 'No keychain found in this session.' },
  'no-keyring': { icon: 'expired', tone: 'warn', words: 'It has no keyring yet to save secrets in.' },
  restarted: {
    icon: 'expiring',
    tone: 'warn',
    words: 'It was restarted. Restart Keyhold to use your secrets; they are still in it.',
  },
  replaced: {
    icon: 'expiring',
    tone: 'warn',
    words: 'It has taken the place of another keychain. Restart Keyhold to use it.',
  },
  hung: {
    icon: 'expiring',
    tone: 'warn',
    words: 'It does not answer; perhaps it waits for you in another window.',
  },
  refused: { icon: 'expired', tone: 'bad', words: 'Access denied, or keychain full.' },
  unchecked: { icon: 'undated', tone: 'soft', words: 'Not tried yet.' },
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
  const { icon, tone, words } = HEALTH[keychain.state]
  const count = useEntryCount()
  return (
    <>
      <p className="soft">{SETTINGS.secrets.help}</p>
      <dl className="settings-facts">
        <Fact label="Keychain">
          <span className="selectable">{keychain.backend === '' ? 'none found' : keychain.backend}</span>
        </Fact>
        <Fact label="State">
          <span className="badge">
            <Icon of={icon} className={tone} />
            {[words, promptWords(keychain)].filter((one) => one !== undefined).join(' ')}
          </span>
        </Fact>
        <Fact label="After a reboot">{lastingWords(keychain)}</Fact>
        <Fact label="Entries">{count === undefined ? '…' : countWords(count)}</Fact>
        <Fact label="Last tried">
          {keychain.checkedAt === undefined ? 'never' : <Ago at={keychain.checkedAt} />}
        </Fact>
        <Fact label="Last round trip">
          {keychain.provedAt === undefined ? (
            'Not tested yet'
          ) : (
            <>
              A value was written, read back and compared <Ago at={keychain.provedAt} />.
            </>
          )}
        </Fact>
      </dl>
      {keychain.state === 'absent' && <WhatToInstall lacks={keychain.lacks} />}
      <KeychainOffer />
      {count !== undefined && <Elsewhere count={count} keychain={keychain} />}
      <CheckNow />
    </>
  )
}

function News() {
  const notices = useVault((state) => state.notices)
  return notices.map((notice) => <VaultNews key={`${notice.kind}-${notice.at}`} notice={notice} />)
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd className="wrap">{children}</dd>
    </>
  )
}

/** Counted anew after whatever has happened in the vault. */
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
    <Notice tone="warn" title="Secrets need a keychain.">
      {isLinux && keychainAdvice({ desktop, lacks })} Until then Keyhold goes on without secrets: names, dates
      and reminders are all there, and nothing is lost.
    </Notice>
  )
}

function Elsewhere({ count, keychain }: { readonly count: EntryCount; readonly keychain: KeychainHealth }) {
  const found = elsewhere(count, keychain)
  if (found.length === 0) return undefined
  return (
    <Notice tone="warn" title="Some entries were given to another keychain.">
      {found.map(({ backend, entries }) => (
        <p key={backend}>
          {entries} to {backend}, which does not answer now. They are still where they were written.
        </p>
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
          Check now
        </Button>
      </div>
      {task.error && <ErrorNotice error={task.error} />}
    </>
  )
}

const NEWS: Record<VaultNotice['kind'], string> = {
  'sealed-response-unreadable': 'A recovery file cannot be opened. Keyhold keeps it.',
  'sealed-response-unreferenced': 'A recovery file belongs to no known operation. Keyhold keeps it.',
  'backup-failed': 'The last backup of the database failed.',
  'changes-lost': 'Changes to the vault could not be read. What is left of them was kept aside.',
  'sealed-response-folder': 'The folder of recovery files cannot be read. Its files are kept.',
  'clipboard-stuck': 'A copied secret is still on the clipboard. Keyhold tries again.',
  restored: 'The vault was opened from a backup. The damaged file was kept aside.',
}

function VaultNews({ notice }: { readonly notice: VaultNotice }) {
  return (
    <Notice
      tone={notice.kind === 'restored' ? 'note' : 'warn'}
      title={NEWS[notice.kind]}
      actions={
        <Button size="small" onPress={() => openDialog({ kind: 'attention' })}>
          What to do
        </Button>
      }
    >
      <Ago at={notice.at} />
    </Notice>
  )
}
