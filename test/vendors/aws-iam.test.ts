/** The AWS IAM emulator, driven by the vendor's clients. */
import {
  CreateAccessKeyCommand,
  CreateServiceSpecificCredentialCommand,
  DeleteAccessKeyCommand,
  DeleteServiceSpecificCredentialCommand,
  GetAccessKeyLastUsedCommand,
  IAMClient,
  LimitExceededException,
  ListServiceSpecificCredentialsCommand,
  NoSuchEntityException,
  paginateListAccessKeys,
  paginateListUsers,
  ResetServiceSpecificCredentialCommand,
  UpdateAccessKeyCommand,
  UpdateServiceSpecificCredentialCommand,
} from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { expect, it, onTestFinished } from 'vitest'
import { startAwsIam, type AwsSeed } from '../emulators/aws-iam.ts'

async function start(options: AwsSeed = {}) {
  const emulator = await startAwsIam(options)
  const configuration = {
    endpoint: emulator.origin,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: emulator.own.id, secretAccessKey: emulator.credential },
  }
  const client = new IAMClient(configuration)
  const sts = new STSClient(configuration)
  onTestFinished(async () => {
    client.destroy()
    sts.destroy()
    await emulator.close()
  })
  return { emulator, client, sts }
}

it('says whose key has signed, and refuses one that it does not know', async () => {
  const { emulator, client, sts } = await start()
  const identity = await sts.send(new GetCallerIdentityCommand())
  expect(identity.Account).toMatch(/^\d{12}$/)
  expect(identity.Arn).toBe(`arn:aws:iam::${identity.Account!}:user/${emulator.own.user}`)
  expect(identity.UserId).toMatch(/^AIDA/)
  await client.send(new DeleteAccessKeyCommand({ AccessKeyId: emulator.own.id, UserName: emulator.own.user }))
  await expect(sts.send(new GetCallerIdentityCommand())).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
  })
})

it('lists users and their access keys page by page, with dates and no secret', async () => {
  const { emulator, client } = await start({ keys: 30, pageSize: 4 })
  const users: string[] = []
  for await (const { Users = [] } of paginateListUsers({ client }, {}))
    users.push(...Users.map(({ UserName }) => UserName ?? ''))
  expect(users).toContain('admin')
  let count = 0
  for (const user of users)
    for await (const { AccessKeyMetadata = [] } of paginateListAccessKeys({ client }, { UserName: user }))
      for (const key of AccessKeyMetadata) {
        count += 1
        expect(key.CreateDate).toBeInstanceOf(Date)
        expect(key.UserName).toBe(user)
        expect(['Active', 'Inactive']).toContain(key.Status)
        expect(JSON.stringify(key)).not.toContain(emulator.credential)
      }
  expect(count).toBe(31)
})

it('makes, uses, switches and deletes an access key, and refuses a third', async () => {
  const { emulator, client } = await start()
  emulator.addUser('deploy')
  const make = async () => client.send(new CreateAccessKeyCommand({ UserName: 'deploy' }))
  const { AccessKey: made } = await make()
  expect(made).toMatchObject({ UserName: 'deploy', Status: 'Active' })
  expect(emulator.isAlive(made!.SecretAccessKey!)).toBe(true)
  await make()
  await expect(make()).rejects.toBeInstanceOf(LimitExceededException)
  const about = { UserName: 'deploy', AccessKeyId: made!.AccessKeyId }
  await client.send(new UpdateAccessKeyCommand({ ...about, Status: 'Inactive' }))
  expect(emulator.isAlive(made!.SecretAccessKey!)).toBe(false)
  const { AccessKeyLastUsed } = await client.send(
    new GetAccessKeyLastUsedCommand({ AccessKeyId: made!.AccessKeyId }),
  )
  expect(AccessKeyLastUsed).toMatchObject({ ServiceName: 'N/A', Region: 'N/A' })
  await client.send(new DeleteAccessKeyCommand(about))
  await expect(client.send(new DeleteAccessKeyCommand(about))).rejects.toBeInstanceOf(NoSuchEntityException)
})

it('makes, lists, resets, switches and deletes a service-specific credential', async () => {
  const { emulator, client } = await start()
  emulator.addUser('model')
  const { ServiceSpecificCredential: made } = await client.send(
    new CreateServiceSpecificCredentialCommand({
      UserName: 'model',
      ServiceName: 'bedrock.amazonaws.com',
      CredentialAgeDays: 30,
    }),
  )
  expect(made!.ExpirationDate!.getTime() - made!.CreateDate!.getTime()).toBe(30 * 86_400_000)
  const about = { UserName: 'model', ServiceSpecificCredentialId: made!.ServiceSpecificCredentialId }
  const { ServiceSpecificCredential: again } = await client.send(
    new ResetServiceSpecificCredentialCommand(about),
  )
  expect(again!.ServiceCredentialSecret).not.toBe(made!.ServiceCredentialSecret)
  expect(emulator.isAlive(made!.ServiceCredentialSecret!)).toBe(false)
  await client.send(new UpdateServiceSpecificCredentialCommand({ ...about, Status: 'Inactive' }))
  const { ServiceSpecificCredentials: listed } = await client.send(
    new ListServiceSpecificCredentialsCommand({ AllUsers: true }),
  )
  expect(listed).toMatchObject([{ Status: 'Inactive', ServiceName: 'bedrock.amazonaws.com' }])
  await client.send(new DeleteServiceSpecificCredentialCommand(about))
  const after = await client.send(new ListServiceSpecificCredentialsCommand({ UserName: 'model' }))
  expect(after.ServiceSpecificCredentials).toEqual([])
})

it('refuses a wrong secret, a clock that is ten minutes off, and a missing right', async () => {
  const { emulator, client } = await start({ denied: ['ListUsers'] })
  const other = new IAMClient({
    endpoint: emulator.origin,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: emulator.own.id, secretAccessKey: 'wrong' },
  })
  const nameOf = async (run: Promise<unknown>) =>
    run.then(
      () => 'none',
      (error: unknown) => (error as Error).name,
    )
  expect(await nameOf(other.send(new CreateAccessKeyCommand({})))).toBe('SignatureDoesNotMatch')
  const pages = paginateListUsers({ client }, {})
  expect(await nameOf(Promise.resolve(pages.next()))).toBe('AccessDenied')
  emulator.pass(600_000)
  expect(await nameOf(client.send(new CreateAccessKeyCommand({ UserName: 'x' })))).toBe(
    'SignatureDoesNotMatch',
  )
  other.destroy()
})
