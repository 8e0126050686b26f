/** When the page takes keys. */
import type { Page } from 'playwright-core'
import { commonMessages } from '../../renderer/messages/common-messages.ts'

/** Resolves when the loaded page has finished opening the vault. Before that, the page ignores keys. */
export const vaultOpened = (page: Page): Promise<void> =>
  page.getByText(commonMessages.openingVault).waitFor({ state: 'hidden' })
