/** Tests who signs, and which calls that key may make. */
import type { TestReport } from '../../../shared/model/catalogue.ts'
import { isRefusal } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { clockSkew } from '../times.ts'
import { mayRead, whoSigns } from './calls.ts'
import { policyFor } from './policy.ts'
import { accessKeyOf, listsAllUsers } from './settings.ts'

/** Throws Failure `provider` if AWS does not accept the signature. */
export async function testAccount(api: HttpApi, signal?: AbortSignal): Promise<TestReport> {
  const { arn, date } = await whoSigns(api, signal).catch((error: unknown) => {
    if (isRefusal(error, 'forbidden'))
      return { arn: `Access key ${accessKeyOf(api.settings)}`, date: undefined }
    throw error
  })
  const skewMs = clockSkew(api.now(), date)
  const yes = async (action: string, params: Readonly<Record<string, string>> = { MaxItems: '1' }) =>
    (await mayRead(api, action, params, signal)) ? 'yes' : 'no'
  const all = listsAllUsers(api.settings)
  return {
    who: arn,
    may: [
      { action: 'List access keys (iam:ListAccessKeys)', allowed: await yes('ListAccessKeys') },
      {
        action: 'See the last use (iam:GetAccessKeyLastUsed)',
        allowed: await yes('GetAccessKeyLastUsed', { AccessKeyId: accessKeyOf(api.settings) }),
      },
      ...(all ? [{ action: 'List users (iam:ListUsers)', allowed: await yes('ListUsers') } as const] : []),
      ...(api.settings.service === true
        ? [
            {
              action: 'List service-specific credentials (iam:ListServiceSpecificCredentials)',
              allowed: await yes('ListServiceSpecificCredentials'),
            } as const,
          ]
        : []),
      // Only calls with effects would show the others.
      ...(api.settings.service === true
        ? [
            {
              action:
                'Create, disable, reset and delete service-specific credentials (iam:CreateServiceSpecificCredential, iam:UpdateServiceSpecificCredential, iam:ResetServiceSpecificCredential, iam:DeleteServiceSpecificCredential)',
              allowed: 'unknown',
            } as const,
          ]
        : []),
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
    policy: policyFor(api.settings),
  }
}
