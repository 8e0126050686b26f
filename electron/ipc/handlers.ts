/** The handler of each call of the contract, one line each. The rules are in the core. */
import type { Snapshot } from '../../shared/contract/snapshot.ts'
import { detailOf } from '../core/keys/detail.ts'
import type { DesktopPort } from '../core/ports/desktop.ts'
import type { AppLock } from '../core/lock/lock.ts'
import type { LockWatch } from '../core/lock/lock-watch.ts'
import type { Vault } from '../core/vault.ts'
import type { Handlers } from './gate.ts'

export interface HandledProgram {
  /** Throws Failure `vault` while the database is shut. */
  vault(): Vault
  /** Throws Failure `vault` while the database is shut, as does `lockWatch`. */
  lock(): AppLock
  lockWatch(): LockWatch
  snapshot(): Snapshot
  /** Throws Failure `vault` while the database is shut. */
  acknowledge(revision: number): void
  retry(): Snapshot
  restore(backup: string): Promise<Snapshot>
  startAnew(): Snapshot
  readonly desktop: DesktopPort
}

export function createHandlers(program: HandledProgram): Handlers {
  const vault = () => program.vault()
  return {
    'app:snapshot': () => program.snapshot(),
    'app:frame-ack': ({ revision }) => program.acknowledge(revision),
    'app:open-link': (link) => vault().links.open(link),
    'vault:retry': () => program.retry(),
    'vault:restore': ({ backup }) => program.restore(backup),
    'vault:start-anew': () => program.startAnew(),
    'keychain:check': () => vault().checkKeychain(),
    'keychain:unlock': () => vault().unlockKeychain(),
    'keychain:create-keyring': () => vault().createKeyring(),
    'keychain:count': () => vault().orphans.count(),
    'keychain:orphans': () => vault().orphans.find(),
    'keychain:bring-back': async ({ name }) => ({ key: await vault().orphans.bringBack(name) }),
    'keychain:delete-orphan': ({ name }) => vault().orphans.delete(name),
    'sealed-vault:check': () => vault().secretStorage.check(),
    'sealed-vault:begin': ({ passphrase }) => vault().secretStorage.begin(passphrase),
    'sealed-vault:unlock': ({ passphrase }) => vault().secretStorage.unlock(passphrase),
    'sealed-vault:lock': () => vault().secretStorage.lock(),
    'sealed-vault:change': ({ passphrase, next }) => vault().secretStorage.changePassphrase(passphrase, next),
    'sealed-vault:move': ({ to, passphrase }) => vault().secretStorage.move(to, passphrase),
    'settings:change'(patch) {
      vault().changeSettings(patch)
      program.lockWatch().restart()
    },

    'lock:look': () => program.lock().view(),
    'lock:set': ({ passphrase }) => program.lock().set(passphrase),
    'lock:change': ({ passphrase, next }) => program.lock().change(passphrase, next),
    'lock:turn-off': ({ passphrase }) => program.lock().turnOff(passphrase),
    'lock:now': () => program.lock().lock('hand'),
    async 'lock:unlock'({ passphrase }) {
      const opened = await program.lock().unlock(passphrase)
      void vault().secretStorage.tryUnlock(passphrase) // if both use the same passphrase, it is asked for once
      return opened
    },
    'lock:unlock-with-system': () => program.lock().unlockWithSystem(),
    'lock:forgotten': () => program.lock().forgotten(),
    'lock:keep': () => program.lock().keep(),
    'lock:remove': () => program.lock().remove(),
    'lock:active': () => program.lockWatch().active(),

    'account:test': (form) => vault().accounts.test(form),
    'account:test-saved': (input) => vault().accounts.testSaved(input),
    'account:cancel-test': () => vault().accounts.cancelTest(),
    'account:connect': (form) => vault().accounts.connect(form),
    'account:change': (input) => vault().accounts.change(input),
    'account:remove': (input) => vault().accounts.remove(input),
    'account:sync': ({ account }) => vault().accounts.sync(account),
    'account:sync-all': () => vault().sync.all(),
    'account:cancel-sync': ({ account }) => vault().sync.cancel(account),
    'account:permissions': ({ account }) => vault().accounts.permissions(account),
    'account:permission-targets': ({ account, permission, term }) =>
      vault().accounts.permissionTargets(account, permission, term),

    'description:check': ({ text }) => vault().descriptions.check(text),
    'description:save': (input) => vault().descriptions.save(input),
    'description:read': ({ provider }) => vault().descriptions.read(provider),
    'description:save-file': ({ provider }) => vault().descriptions.saveFile(provider),
    'description:remove': ({ provider }) => vault().descriptions.remove(provider),
    'description:review': ({ account }) => vault().descriptions.review(account),
    'description:confirm-list': (input) => vault().descriptions.confirmList(input),

    'key:detail': ({ key }) => detailOf(key, vault().store, vault().rows, vault().copy.forms),
    'key:add': (input) => vault().byHand.add(input),
    'import:choose': (input) => vault().importRequests.choose(input),
    'import:part': (input) => vault().importRequests.part(input),
    'import:choose-key-file': (input) => vault().importRequests.chooseKeyFile(input),
    'import:unlock': (input) => vault().importRequests.unlock(input),
    'import:run': (input) => vault().importRequests.run(input),
    'import:plain-files': (input) => vault().importRequests.plainFiles(input),
    'import:clean-files': (input) => vault().importRequests.cleanFiles(input),
    'import:cancel': () => vault().importRequests.cancel(),
    'import:close': (input) => vault().importRequests.close(input),
    'key:edit': (input) => vault().keys.edit(input),
    'key:copy': (which) => vault().copy.key(which),
    'key:reveal-secret': (which) => vault().copy.revealSecret(which),
    'key:regenerate': ({ key, overlapHours }) => vault().rotation.regenerate(key, overlapHours),
    'key:paste': (input) => vault().byHand.paste(input),
    'key:create': ({ account, draft }) => vault().rotation.create(account, draft),
    'key:update': (input) => vault().remoteKeys.update(input),
    'key:switch': (input) => vault().remoteKeys.switch(input),
    'key:revoke': (input) => vault().remoteKeys.revoke(input),
    'key:delete': (input) => vault().keys.forget(input),
    'key:hold-deletion': (input) => vault().deletions.hold(input),
    'key:undo-deletion': (input) => vault().deletions.undo(input),
    'key:end-deletion': (input) => vault().deletions.end(input),
    'key:delete-version': (input) => vault().keys.forgetVersion(input),
    'key:merge': (input) => vault().keys.merge(input),

    'key:replacement': ({ key }) => vault().rotation.replacement(key),
    'key:replace': (input) => vault().rotation.replace(input),
    'key:verify': (which) => vault().verification.verify(which),
    'key:check-plan': (which) => vault().secretCheck.plan(which),
    'key:check': (which) => vault().secretCheck.run(which),
    'overlap:check': ({ operation }) => vault().overlaps.check(operation),
    'overlap:retire': (input) => vault().overlaps.retire(input),
    'overlap:revive': ({ operation }) => vault().overlaps.revive(operation),
    'overlap:finish': ({ operation }) => vault().overlaps.finish(operation),
    'overlap:keep-longer': (input) => vault().overlaps.keepLonger(input),
    'overlap:tick': (input) => vault().overlaps.tick(input),
    'overlap:roll-back': (input) => vault().overlaps.rollBack(input),

    'keys:tag': (input) => vault().bulk.tag(input),
    'keys:export': (input) => vault().bulk.export(input),
    'keys:copy-env': ({ keys }) => vault().copy.env(keys),
    'queue:start': (input) => vault().queue.start(input),
    'queue:pause': () => vault().queue.pause(),
    'queue:resume': () => vault().queue.resume(),
    'queue:cancel': () => vault().queue.cancel(),
    'queue:dismiss': () => vault().queue.dismiss(),

    'operation:resume': ({ operation }) => vault().rotation.resume(operation),
    'operation:copy': ({ operation }) => vault().copy.unsaved(operation),
    'operation:find': ({ operation }) => vault().rotation.findSealed(operation),
    'operation:save-found': ({ operation }) => vault().rotation.saveFound(operation),
    'operation:close': ({ operation }) => vault().rotation.close(operation),
    'operation:hold-dismissal': (input) => vault().dismissals.hold(input),
    'operation:undo-dismissal': (input) => vault().dismissals.undo(input),
    'operation:end-dismissal': (input) => vault().dismissals.end(input),

    'desktop:take-command': () => program.desktop.takeCommand(),
    'desktop:open-demo': () => vault().openDemo(),
    'desktop:facts': () => program.desktop.facts(),
    'desktop:notices': () => program.desktop.notices(),
    'palette:show': () => program.desktop.showPalette(),
    'palette:hide': () => program.desktop.hidePalette(),
    'palette:open-view': (view) => program.desktop.openView(view),
    'palette:forms': ({ key }) => [...vault().copy.forms(key)],
    'palette:favourite': ({ key, favourite }) => vault().keys.edit({ key, fields: { favourite } }),
    'shortcut:record': ({ isRecording }) => program.desktop.recordShortcut(isRecording),
    'shortcut:state': () => program.desktop.shortcut(),

    'machine:facts': () => vault().machine.facts(),
    'machine:try': ({ part }) => vault().machine.try(part),

    'approval:card': () => vault().approvals.card(),
    'approval:decide': (decision) => vault().approvals.decide(decision),
    'approval:list': () => vault().approvals.list(),
    'approval:revoke': ({ id }) => vault().approvals.revoke(id),
    'approval:forget-denial': ({ id }) => vault().approvals.forgetDenial(id),

    'proxy:list': () => vault().proxies.list(),
    'proxy:sign-in': (form) => vault().proxies.signIn(form),
    'proxy:forget': ({ address }) => vault().proxies.forget(address),

    'reminder:snooze': (input) => vault().snoozes.snooze(input),
    'reminder:unsnooze': (input) => vault().snoozes.unsnooze(input),
    'reminder:test': () => vault().reminders.test(),

    async 'export:write'({ lock, ...request }) {
      await program.lock().prove(lock)
      const report = await vault().exportRequests.byPage({ passphrase: undefined, ...request })
      return report === undefined ? {} : { report }
    },
    'export:cancel': () => vault().exports.cancel(),

    'backup:state': () => vault().backups.state(),
    'backup:write': (input) => vault().backupRequests.write(input),
    'backup:cancel': () => vault().backups.cancel(),
    'backup:choose-folder': () => vault().backupRequests.chooseFolder(),
    'backup:set-automatic': (input) => vault().backupRequests.setAutomatic(input),
    'backup:snooze': () => vault().backups.snooze(),
    'backup:write-automatic': () => vault().backups.writeAutomatic(),
    'backup:new-identity': () => vault().backupRequests.newIdentity(),
    'restore:open': (input) => vault().backupRequests.open(input),
    'restore:run': ({ id, ...picked }) => vault().backups.restore(id, picked),
    'restore:close': ({ id }) => vault().backups.close(id),
    'restore:rehearse': (input) => vault().backups.rehearse(input.with),

    'clipboard:clear': () => vault().copy.clear(),
    'history:list': (filter) => vault().store.history.list(filter),
  }
}
