// Node's `web-push` with a keep-alive agent: node send.js COUNT PLAINTEXT_FILE PORT VAPID_PUBLIC VAPID_PRIVATE
import { createECDH, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Agent } from 'node:https'
import webpush from 'web-push'

const AT_ONCE = 100
const [count, file, port, publicKey, privateKey] = process.argv.slice(2)
const number = Number(count)
const payload = readFileSync(file)
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
const vapidDetails = { subject: 'mailto:push@example.org', publicKey, privateKey }

const phones = Array.from({ length: Math.min(number, 1000) }, (_, one) => {
  const key = createECDH('prime256v1')
  key.generateKeys()
  return {
    endpoint: `https://127.0.0.1:${port}/push/${String(one).padStart(8, '0')}/${'d'.repeat(140)}`,
    keys: { p256dh: key.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') },
  }
})

async function send(howMany) {
  let next = 0
  const worker = async () => {
    while (next < howMany) {
      const phone = phones[next++ % phones.length]
      await webpush.sendNotification(phone, payload, { vapidDetails, agent, TTL: 3600, contentEncoding: 'aes128gcm' })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

await send(Math.ceil(number / 2))
const cpu = process.cpuUsage()
const started = process.hrtime.bigint()
await send(number)
const wall = Number(process.hrtime.bigint() - started) / 1e9
const used = process.cpuUsage(cpu)
console.log(JSON.stringify({ cpu: (used.user + used.system) / 1e6 / number, wall: wall / number }))
agent.destroy()
