/** CSV: 1Password 8's columns (https://support.1password.com/export), and KeePassXC's as written by `keepassxc-cli export --format csv`. */
import { expect, it } from 'vitest'
import { readFile } from '../../../electron/formats/read-file.ts'
import { testFormat } from '../../suites/format.suite.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

testFormat({
  format: 'csv',
  file: '1password.csv',
  isText: true,
  bytes: bytes(`Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes
Stripe,https://dashboard.stripe.com,me,"sk_live_""1"",2",,false,false,"work;pay","A note, with a comma"
No password,https://example.com,me,,,false,false,,
`),
  entries: [
    {
      name: 'Stripe',
      secret: 'sk_live_"1",2',
      isSecret: true,
      url: 'https://dashboard.stripe.com',
      note: 'User name: me\nA note, with a comma',
      tags: ['work', 'pay'],
      place: { file: '1password.csv', line: 2 },
    },
  ],
  skipped: [{ name: 'No password', why: 'no-secret', place: { file: '1password.csv', line: 3 } }],
})

it('reads what KeePassXC writes, with the line at which a record begins', async () => {
  const { entries } = await readFile({
    file: 'keepass.csv',
    bytes: bytes(`"Group","Title","Username","Password","URL","Notes","TOTP","Icon","Last Modified","Created"
"Root/Work","One","me","s3cret
second line","https://x.example","","","0","2026-01-01T00:00:00Z","2026-01-01T00:00:00Z"
"Root","Two","","p2","","","","0","2026-01-01T00:00:00Z","2026-01-01T00:00:00Z"
`),
  })
  expect(entries).toMatchObject([
    { name: 'One', secret: 's3cret\nsecond line', place: { line: 2, path: 'Work' } },
    { name: 'Two', secret: 'p2', place: { line: 4 } },
  ])
})

it('reads what KeePass 1 and browsers write', async () => {
  const keePass = bytes(
    '"Account","Login Name","Password","Web Site","Comments"\n"A","me","p1","https://a.example","c"\n',
  )
  expect((await readFile({ file: 'a.csv', bytes: keePass })).entries).toMatchObject([
    { name: 'A', secret: 'p1' },
  ])
  const browser = bytes('name,url,username,password,note\nB,https://b.example,me,p2,\n')
  expect((await readFile({ file: 'b.csv', bytes: browser })).entries).toMatchObject([
    { name: 'B', secret: 'p2' },
  ])
})

it('names the line of a quote that is not closed', async () => {
  const reading = readFile({ file: 'a.csv', bytes: bytes('title,password\na,b\nc,"d\n') })
  await expect(reading).rejects.toMatchObject({ error: { kind: 'import', why: 'damaged' } })
})

it('says that a table has no column for names or secrets', async () => {
  const reading = readFile({ file: 'a.csv', bytes: bytes('a,b\n1,2\n') }, 'csv')
  await expect(reading).rejects.toMatchObject({ error: { kind: 'import', why: 'not-understood' } })
})
