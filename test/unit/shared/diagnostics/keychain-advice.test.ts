import { expect, it } from 'vitest'
import { keychainAdvice } from '../../../../shared/diagnostics/keychain-advice.ts'

it.each([
  ['KDE', 'KWallet: install kwalletmanager'],
  ['ubuntu:GNOME', 'GNOME Keyring: install gnome-keyring'],
  ['X-Cinnamon', 'GNOME Keyring: install gnome-keyring'],
  ['sway', 'gnome-keyring-daemon --start'],
  ['Hyprland', 'KeePassXC'],
  ['', 'gnome-keyring-daemon --start'],
])('says what a %s desktop is to install', (desktop, words) => {
  expect(keychainAdvice({ desktop, lacks: 'service' })).toContain(words)
})

it('says on every desktop that the library is what is missing', () => {
  expect(keychainAdvice({ desktop: 'KDE', lacks: 'library' })).toContain('libsecret')
})
