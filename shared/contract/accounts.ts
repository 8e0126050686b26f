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

/** Only at the user's explicit word, after a test that failed: nothing is asked of the provider before it is kept. */
const untested = z.literal(true).optional()

export const accountCalls = {
  'account:test': { input: AccountForm, output: TestReport },
  /** The same with the credential that is already kept. */
  'account:test-saved': {
    input: z.strictObject({ account: AccountId, settings: FormValues.optional() }),
    output: TestReport,
  },
  /** Cancels the tests that run, those of `account:connect` and `account:change` included: nothing is kept then. */
  'account:cancel-test': { input: Nothing, output: Nothing },
  /** Tests first and keeps nothing where that fails. `report` is missing where the account was saved untested. */
  'account:connect': {
    input: AccountForm.extend({ untested }),
    output: z.object({ account: AccountId, report: TestReport.optional() }),
  },
  /** A new credential, or other settings, are tested first; if the test fails, nothing changes. */
  'account:change': {
    input: z.strictObject({
      account: AccountId,
      name: Name.optional(),
      /** The whole sign: what it leaves out is the provider's again. */
      sign: AccountSign.optional(),
      settings: FormValues.optional(),
      credential: SecretInput.optional(),
      untested,
    }),
    output: Nothing,
  },
  /** Deletes the account in Keyhold; its keys stay as manual ones. Nothing happens at the provider. */
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
