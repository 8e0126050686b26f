/** Tests who signs, and which calls that key may make. */
import type { TestReport } from '../../../shared/model/catalogue.ts'
import { isRefusal } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { clockSkew } from '../times.ts'
import { mayRead, whoSigns } from './calls.ts'
import { accessKeyOf, listsAllUsers } from './settings.ts'

/** Throws Failure `provider` if AWS does not accept the signature. */
export async function testAccount(api: HttpApi, signal?: AbortSignal): Promise<TestReport> {
  const { arn, date } = await whoSigns(api, signal).catch((error: unknown) => {
    if (isRefusal(error, 'forbidden'))
      return { arn: `Access key ${accessKeyOf(api.settings)}`, date: undefined }
    throw error
  })
  const skewMs = clockSkew(api.now(), date)
  const yes = async (action: string) =>
    (await mayRead(api, action, { MaxItems: '1' }, signal)) ? 'yes' : 'no'
  const all = listsAllUsers(api.settings)
  return {
    who: arn,
    may: [
      { action: 'List access keys (iam:ListAccessKeys)', allowed: await yes('ListAccessKeys') },
      ...(all ? [{ action: 'List users (iam:ListUsers)', allowed: await yes('ListUsers') } as const] : []),
      ...(api.settings.service === true
        ? [
            {
              action: 'List service-specific credentials (iam:ListServiceSpecificCredentials)',
              allowed: await yes('ListServiceSpecificCredentials'),
            } as const,
          ]
        : []),
      // No harmless call shows it.
      {
        action:
          'Create, disable and delete access keys (iam:CreateAccessKey, iam:UpdateAccessKey, iam:DeleteAccessKey)',
        allowed: 'unknown',
      },
    ],
    ...(skewMs === undefined ? {} : { clockSkewMs: skewMs }),
    warnings: arn.endsWith(':root')
      ? [
          'This is an access key of the root user, which may do everything. Create a user for Keyhold and delete this key.',
        ]
      : [],
  }
}
