import { z } from 'zod'
import { listInvitations, listMembers } from '@/lib/data/projects/members'
import { id, page, pageQuery } from '@/lib/schemas/primitives'
import { invitation, invitationAccept, invitationCreate, member, memberChange, pinnedTags } from '@/lib/schemas/project'
import { acceptInvitation } from '@/lib/services/accounts/accept-invitation'
import { changeRole, inviteMember, removeMember, revokeInvitation } from '@/lib/services/projects/members'
import { pinTags } from '@/lib/services/codebook/pin-tags'
import type { Api, ApiParts } from './http/context'
import { maybeViewer } from './http/guards'
import { withEvent, body, json, nothing, operation, spent, throttled, told } from './http/operation'
import { params, pathId } from './http/request'
import { signInHere, whereFrom } from './sign-in-here'

const tag = 'Members'
const invited = invitation.extend({
  url: z.string().nullable().meta({ description: 'Shown once, when the invitation is made' }),
})

export function memberRoutes(api: Api, parts: ApiParts): void {
  membership(api, parts)
  invitations(api, parts)
}

/** Who belongs to a project. */
function membership(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listMembers',
      method: 'get',
      path: '/api/v1/projects/{p}/members',
      tag,
      summary: 'List the members',
      request: { params: params('p'), query: pageQuery },
      responses: { 200: json(page(member)) },
    }),
    async (c) => c.json(await listMembers(db, c.get('member'), c.req.valid('query')), 200),
  )
  // Before the route of any member, whose id "me" would otherwise be taken for.
  api.openapi(
    operation({
      operationId: 'updateOwnMembership',
      method: 'patch',
      path: '/api/v1/projects/{p}/members/me',
      tag,
      summary: 'Choose your own tags for the digits 1 to 9',
      request: { params: params('p'), body: body(pinnedTags) },
      responses: { 200: json(pinnedTags) },
    }),
    async (c) => c.json({ pinnedTagIds: await pinTags(db, c.get('member'), c.req.valid('json').pinnedTagIds) }, 200),
  )
  api.openapi(
    operation({
      operationId: 'updateMember',
      method: 'patch',
      path: '/api/v1/projects/{p}/members/{userId}',
      tag,
      summary: 'Give a member another role',
      request: { params: params('p', 'userId'), body: body(memberChange) },
      responses: { 200: withEvent(json(member)) },
    }),
    async (c) =>
      c.json(
        told(
          c,
          await changeRole(
            db,
            c.get('member'),
            pathId(c.req.valid('param').userId, 'member'),
            c.req.valid('json').role,
            now(),
          ),
        ),
        200,
      ),
  )
  api.openapi(
    operation({
      operationId: 'removeMember',
      method: 'delete',
      path: '/api/v1/projects/{p}/members/{userId}',
      tag,
      summary: 'Take somebody out of the project; what they made stays',
      request: { params: params('p', 'userId') },
      responses: { 204: withEvent(nothing) },
    }),
    async (c) => {
      told(c, await removeMember(db, c.get('member'), pathId(c.req.valid('param').userId, 'member'), now()))
      return c.body(null, 204)
    },
  )
}

/** Who is asked to belong to it. */
function invitations(api: Api, parts: ApiParts): void {
  const { db, now, baseUrl } = parts
  api.openapi(
    operation({
      operationId: 'listInvitations',
      method: 'get',
      path: '/api/v1/projects/{p}/invitations',
      tag,
      summary: 'List the invitations',
      request: { params: params('p'), query: pageQuery },
      responses: { 200: json(page(invitation)) },
    }),
    async (c) => c.json(await listInvitations(db, c.get('member'), c.req.valid('query'), now()), 200),
  )
  api.openapi(
    operation({
      operationId: 'createInvitation',
      method: 'post',
      path: '/api/v1/projects/{p}/invitations',
      tag,
      summary: 'Make an invitation link',
      request: { params: params('p'), body: body(invitationCreate) },
      responses: { 200: json(invited, 'It was made already; its link is not shown again'), 201: json(invited) },
    }),
    async (c) => {
      const made = await inviteMember(db, c.get('member'), c.req.valid('json'), now())
      const url = made.token === null ? null : `${baseUrl}/invitations/${made.token}`
      return c.json({ ...made.invitation, url }, made.created ? 201 : 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'withdrawInvitation',
      method: 'delete',
      path: '/api/v1/projects/{p}/invitations/{i}',
      tag,
      summary: 'Withdraw an invitation',
      request: { params: params('p', 'i') },
      responses: { 204: nothing },
    }),
    async (c) => {
      await revokeInvitation(db, c.get('member'), pathId(c.req.valid('param').i, 'invitation'), now())
      return c.body(null, 204)
    },
  )
  api.openapi(
    operation({
      operationId: 'acceptInvitation',
      method: 'post',
      path: '/api/v1/invitations/{token}/accept',
      isPublic: true,
      tag,
      summary: 'Join the project of an invitation: as who you are signed in as, or with a new account',
      request: { params: params('token'), body: body(invitationAccept) },
      responses: { 200: json(z.object({ projectId: id, userId: id })), ...throttled, ...spent },
    }),
    async (c) => {
      const viewer = await maybeViewer(parts, c.req.raw.headers)
      const { signedIn, ...joined } = await acceptInvitation(
        db,
        viewer,
        c.req.valid('param').token,
        c.req.valid('json'),
        whereFrom(c, parts),
        now(),
      )
      if (signedIn) await signInHere(c, parts, signedIn)
      return c.json(joined, 200)
    },
  )
}
