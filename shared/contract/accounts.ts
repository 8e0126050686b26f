/** Calls about provider accounts. */
import { z } from 'zod'
import { Permission, TestReport } from '../model/catalogue.ts'
import { AccountId, AccountSign, FormValues, Name, ShownName } from '../model/model.ts'
import { SecretInput } from './secret-input.ts'

const Nothing = z.void()
const ByAccount = z.strictObject({ account: AccountId })

const AccountForm = z.strictObject({
  provider: z.string().max(100),
  name: Name,
  settings: FormValues,
  credential: SecretInput,
})

/** Saves the account without a test. The user chooses this explicitly after a failed test; no request is sent to the provider. */
const untested = z.literal(true).optional()

export const accountCalls = {
  'account:test': { input: AccountForm, output: TestReport },
  /** Tests these settings with the stored credential. */
  'account:test-saved': {
    input: z.strictObject({ account: AccountId, settings: FormValues.optional() }),
    output: TestReport,
  },
  /** Cancels all running tests, including those of `account:connect` and `account:change`, which then save nothing. */
  'account:cancel-test': { input: Nothing, output: Nothing },
  /** Tests first, and saves nothing if the test fails. `report` is missing if the account was saved untested. */
  'account:connect': {
    input: AccountForm.extend({ untested }),
    output: z.object({ account: AccountId, report: TestReport.optional() }),
  },
  /** Tests a new credential or new settings first; if the test fails, nothing changes. */
  'account:change': {
    input: z.strictObject({
      account: AccountId,
      name: Name.optional(),
      /** Replaces the whole sign. Missing parts come from the provider again. */
      sign: AccountSign.optional(),
      settings: FormValues.optional(),
      credential: SecretInput.optional(),
      untested,
    }),
    output: Nothing,
  },
  /** Deletes the account in Keyhold; its keys stay as manual keys. Nothing changes at the provider. */
  'account:remove': { input: z.strictObject({ account: AccountId, name: ShownName }), output: Nothing },
  'account:sync': { input: ByAccount, output: Nothing },
  'account:sync-all': { input: Nothing, output: Nothing },
  'account:cancel-sync': { input: ByAccount, output: Nothing },
  'account:permissions': { input: ByAccount, output: z.array(Permission) },
  'account:permission-targets': {
    input: z.strictObject({ account: AccountId, permission: z.string().max(200), term: z.string().max(200) }),
    output: z.array(z.object({ type: z.string(), id: z.string(), label: z.string() })),
  },
} as const
