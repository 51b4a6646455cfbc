// An e-ID: a whole provider of OpenID Connect that asks nobody anything. Arguments: its port.
// POST /next says in JSON who it finds at the next sign-in: {"claims": {"sub": …, …}, "acr": …}, or {"error": …};
// "ago" is for how many seconds they have been signed in there. GET /asked answers the last request's parameters.

import { generateKeyPairSync } from "node:crypto"
import { createServer } from "node:http"
import Provider from "oidc-provider"

const port = Number(process.argv[2])
const LEVELS = [2, 3, 4].map((level) => `http://id.elegnamnden.se/loa/1.0/loa${level}`)
const known = new Map()
let next = { error: "access_denied" }
let asked = {}

const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" })
const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    {
      client_id: "finsam",
      client_secret: "provhemlighet",
      redirect_uris: ["http://testserver/"],
      token_endpoint_auth_method: "client_secret_post",
    },
  ],
  jwks: { keys: [{ ...key, kid: "eid", use: "sig", alg: "RS256" }] },
  cookies: { keys: ["eid"] },
  acrValues: LEVELS,
  claims: { acr: null, auth_time: null, iss: null, openid: ["sub", "personnummer"], profile: ["name", "given_name", "family_name"] },
  conformIdTokenClaims: false,
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => known.get(sub) ?? { sub } }),
  async loadExistingGrant({ oidc }) {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
    grant.addOIDCScope("openid profile")
    await grant.save()
    return grant
  },
})
// Wherever the site of the test is found.
provider.Client.prototype.redirectUriAllowed = () => true

const answer = provider.callback()
const body = async (request) => JSON.parse(Buffer.concat(await Array.fromAsync(request)).toString())

async function signIn(request, response) {
  if (next.error) return provider.interactionFinished(request, response, { error: next.error })
  const { claims, acr, ago = 0 } = next
  known.set(claims.sub, claims)
  const ts = Math.floor(Date.now() / 1000) - ago
  const login = { accountId: claims.sub, acr, ts, remember: false }
  return provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false })
}

createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, provider.issuer)
  if (pathname === "/auth") asked = Object.fromEntries(searchParams)
  if (pathname === "/next") {
    next = await body(request)
    response.end()
  } else if (pathname === "/asked") response.end(JSON.stringify(asked))
  else if (pathname.startsWith("/interaction/")) await signIn(request, response)
  else answer(request, response)
}).listen(port, "127.0.0.1", () => console.log("ready"))
