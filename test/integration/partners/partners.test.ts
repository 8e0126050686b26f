import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromProcess } from '@aws-sdk/credential-provider-process'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startGitServer } from './git-server.ts'
import { startPartnerProgram } from './partner-program.ts'

const isThere = (program: string): boolean => {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`])
    return true
  } catch {
    return false
  }
}

describe.skipIf(process.platform === 'win32')('real partners of the command', () => {
  it('git clones and pushes with a key of its host, which is in no file of git’s', async () => {
    const keyhold = await startPartnerProgram()
    const { run, home } = keyhold
    const server = await startGitServer('robot', 'ghp_partner_password')
    const tags = [`git:http://${server.host}/org`, 'git-user:robot']
    await keyhold.hold('forge', 'ghp_partner_password', { tags })
    const more = { GIT_TERMINAL_PROMPT: '0' }
    for (const [name, value] of [
      ['credential.helper', 'keyhold'],
      ['credential.useHttpPath', 'true'],
      ['user.name', 'Dev'],
      ['user.email', 'dev@example.com'],
    ] as const)
      await run(['git', 'config', '--global', name, value])
    const cloned = await run(['git', 'clone', `http://${server.host}/org/repo.git`, 'repo'], { more })
    expect(cloned.code, cloned.err).toBe(0)
    const cwd = join(home, 'repo')
    await run(['git', 'commit', '--allow-empty', '-qm', 'Second'], { cwd })
    const pushed = await run(['git', 'push', '-q', 'origin', 'HEAD'], { cwd, more })
    expect(pushed.code, pushed.err).toBe(0)
    expect(new Set(server.signIns)).toEqual(new Set(['robot:ghp_partner_password']))
    const found = await run(['grep', '-r', 'ghp_partner_password', home])
    expect(found).toMatchObject({ code: 1, out: '' })

    keyhold.person.answer = 'deny'
    const denied = await run(['git', 'fetch'], { cwd, more })
    expect(denied.code).not.toBe(0)
    expect(denied.err).toContain('did not permit')
    const elsewhere = await run(['git', 'ls-remote', `http://${server.host}/other/repo.git`], { more })
    expect(elsewhere.err).not.toContain('keyhold:')
  })

  it('the AWS SDK reads a profile’s credential_process', async () => {
    const keyhold = await startPartnerProgram()
    const expires = Date.now() + 3_600_000
    await keyhold.hold('deploy', 'wJalr/secret', {
      tags: ['aws-access-key-id:AKIAIOSFODNN7EXAMPLE'],
      typedExpiry: expires,
    })
    const filepath = join(keyhold.home, 'credentials')
    // The SDK starts the process with this process's own environment.
    const words = Object.entries(keyhold.env).map(([name, value]) => `${name}='${value}'`)
    writeFileSync(
      filepath,
      `[deploy]\ncredential_process = env ${words.join(' ')} keyhold credential aws deploy\n`,
    )
    const configFilepath = join(keyhold.home, 'config')
    writeFileSync(configFilepath, '')
    const given = await fromProcess({ profile: 'deploy', filepath, configFilepath })()
    expect(given).toMatchObject({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalr/secret' })
    expect(given.expiration?.getTime()).toBe(expires)
  })

  it('docker’s exchange with a helper works by its published protocol', async () => {
    const keyhold = await startPartnerProgram()
    const { run } = keyhold
    await keyhold.hold('hub', 'dckr_pat_partner', { tags: ['docker:docker.io', 'docker-user:ada'] })
    const helper = (action: string, input = '') => run(['docker-credential-keyhold', action], { input })
    expect(JSON.parse((await helper('get', 'https://index.docker.io/v1/')).out)).toEqual({
      ServerURL: 'https://index.docker.io/v1/',
      Username: 'ada',
      Secret: 'dckr_pat_partner',
    })
    expect(JSON.parse((await helper('list')).out)).toEqual({ 'https://index.docker.io/v1/': 'ada' })
    expect(await helper('get', 'quay.io')).toEqual({
      code: 1,
      out: 'credentials not found in native keychain\n',
      err: '',
    })
    expect(await helper('store', '{"ServerURL":"quay.io","Username":"a","Secret":"b"}')).toMatchObject({
      code: 0,
    })
    expect(await helper('erase', 'quay.io')).toMatchObject({ code: 0 })
  })

  it.skipIf(!isThere('direnv'))('direnv sets the variables of a folder', async () => {
    const keyhold = await startPartnerProgram()
    const { run, home, bin } = keyhold
    await keyhold.hold('one', "it's $HOME\ntwo", { tags: ['folder'], environment: 'PARTNER_ONE' })
    await keyhold.hold('two', 'from a file', { environment: 'PARTNER_TWO' })
    const project = join(home, 'project')
    mkdirSync(project)
    writeFileSync(join(project, '.env'), 'PARTNER_FILE=keyhold://secret/env/PARTNER_TWO\nPLAIN=as it is\n')
    writeFileSync(
      join(project, '.envrc'),
      `source '${join(bin, 'keyhold.direnv.sh')}'\nuse keyhold tag:folder\nuse keyhold_file\n`,
    )
    await run(['direnv', 'allow', project])
    const script = 'printf "%s|%s|%s" "$PARTNER_ONE" "$PARTNER_FILE" "$PLAIN"'
    const { code, out, err } = await run(['direnv', 'exec', project, 'sh', '-c', script], { cwd: project })
    expect({ code, out }, err).toEqual({ code: 0, out: "it's $HOME\ntwo|from a file|as it is" })
    keyhold.person.answer = 'deny'
    const denied = await run(['direnv', 'exec', project, 'sh', '-c', 'echo ran'], { cwd: project })
    expect(denied.out, denied.err).not.toContain('ran')
    expect(denied.code).not.toBe(0)
  })

  it('the official MCP client runs a command with a secret over stdio, and never sees it', async () => {
    const keyhold = await startPartnerProgram()
    const secret = 'agent-partner-secret-42'
    await keyhold.hold('ci', secret, { tags: ['agents'] })
    await keyhold.ask('settings:change', { agents: true })
    const client = new Client({ name: 'partner', version: '1' })
    onTestFinished(() => client.close())
    await client.connect(
      new StdioClientTransport({ command: 'keyhold', args: ['mcp'], env: keyhold.env, cwd: keyhold.home }),
    )
    const call = async (command: readonly string[], more = {}) =>
      client.callTool({
        name: 'run',
        arguments: { command, variables: { TOKEN: 'ci' }, reason: 'A test', ...more },
      })
    const printed = await call([
      'sh',
      '-c',
      'printf %s "$TOKEN" | sed "s/./&\\n/5" ; echo "<$TOKEN>"; exit 4',
    ])
    expect(JSON.stringify(printed)).not.toContain(secret)
    expect(printed.structuredContent).toMatchObject({
      exit_code: 4,
      untrusted: { output: expect.stringContaining('<*****>') as string },
    })
    const late = await call(['sleep', '100'], { timeout_seconds: 1 })
    expect(late.structuredContent).toMatchObject({ timed_out: true, signal: 'SIGTERM' })
    const left = await call(['sh', '-c', 'sleep 10 & echo ready; exit 5'], { timeout_seconds: 2 })
    expect(left.structuredContent).toMatchObject({
      ...{ timed_out: true, exit_code: 5 },
      untrusted: { output: 'ready\n' },
    })
    expect((await call(['true'])).structuredContent).toMatchObject({ exit_code: 0 })
    expect(await call(['/nowhere/at-all'])).toMatchObject({ isError: true })
  })
})
