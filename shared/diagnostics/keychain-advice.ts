/** Advises which keychain to install on a Linux desktop that has none. Pure. */
import type { KeychainHealth } from '../contract/snapshot.ts'

interface Lack {
  /** `XDG_CURRENT_DESKTOP`, as in `ubuntu:GNOME`; empty if not set. */
  readonly desktop: string
  readonly lacks: KeychainHealth['lacks']
}

/** Desktops that start GNOME Keyring by themselves. */
const LIKE_GNOME = ['GNOME', 'UNITY', 'X-CINNAMON', 'CINNAMON', 'MATE', 'XFCE', 'PANTHEON', 'BUDGIE', 'LXDE']
const LIKE_KDE = ['KDE', 'LXQT']

const LIBRARY =
  'The system’s library for it is missing: install libsecret (libsecret-1-0 on Debian and Ubuntu), then start Keyhold again.'
const SEALED_VAULT =
  'The sealed vault’s own file is missing, damaged or from a newer Keyhold, so its secrets can’t be opened. They are left as they are. Put the folder “sealed-vault” back from a backup, then start Keyhold again.'
const KWALLET =
  'On this desktop that is KWallet: install kwalletmanager, switch the wallet on in the system settings under “KDE Wallet”, and log in again. GNOME Keyring and KeePassXC work as well.'
const GNOME_KEYRING =
  'On this desktop that is GNOME Keyring: install gnome-keyring and log in again. KeePassXC works as well, with its “Secret Service Integration” switched on.'
const NEITHER =
  'Install gnome-keyring and have your session start it (gnome-keyring-daemon --start --components=secrets), or KeePassXC and switch its “Secret Service Integration” on. On KDE, KWallet is one.'

/** Sentences that say what to install and what to switch on. */
export function keychainAdvice({ desktop, lacks }: Lack): string {
  if (lacks === 'library') return LIBRARY
  if (lacks === 'sealed-vault') return SEALED_VAULT
  const names = desktop.toUpperCase().split(':')
  if (names.some((name) => LIKE_KDE.includes(name))) return KWALLET
  return names.some((name) => LIKE_GNOME.includes(name)) ? GNOME_KEYRING : NEITHER
}
