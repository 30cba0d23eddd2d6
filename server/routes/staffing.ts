// Posture, staffing plan and stand-ins of a unit. Whoever changes who may do what proves anew who they are.
import { endpoints } from '../contract-endpoints.ts';
import type { AppDeps } from '../deps.ts';
import type { Routes } from '../route.ts';
import * as staffing from '../services/staffing.ts';
import { needRight } from '../signed.ts';
import type { Signed } from '../signed.ts';

export function declareStaffing(routes: Routes, { db }: AppDeps): void {
  const read = { right: 'signedIn', level: 'password' } as const;
  const staff = { right: 'staff', level: 'recent' } as const;
  const of = (asked: { readonly signed: Signed; readonly now: number; readonly param: (name: string) => string }) => {
    const unitId = asked.param('id');
    needRight(asked.signed, 'staff', unitId);
    return { doing: { db, signed: asked.signed, now: asked.now }, unitId };
  };

  routes.declare(endpoints.staffing, read, ({ signed, now, param }) => {
    const unitId = param('id');
    // The members of a unit know who stands in for whom, and why.
    if (!signed.units.some((unit) => unit.id === unitId)) needRight(signed, 'staff', unitId);
    return staffing.staffing({ db, signed, now }, unitId);
  });
  routes.declare(endpoints.previewStaffing, { right: 'staff', level: 'password' }, (asked) => staffing.previewStaffing(of(asked).doing, of(asked).unitId, asked.body));
  routes.declare(endpoints.setPosture, staff, (asked) => staffing.setPosture(of(asked).doing, of(asked).unitId, asked.body));
  routes.declare(endpoints.setStaffingPlan, staff, (asked) => staffing.setPlan(of(asked).doing, of(asked).unitId, asked.body.plan));
  routes.declare(endpoints.addStandIn, staff, (asked) => staffing.addStandIn(of(asked).doing, of(asked).unitId, asked.body));
  routes.declare(endpoints.endStandIn, staff, (asked) => staffing.endStandIn(of(asked).doing, of(asked).unitId, asked.param('sid')));
}
