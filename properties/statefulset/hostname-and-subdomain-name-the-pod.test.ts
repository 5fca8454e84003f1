import { describe, expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import {
  hostnameAndSubdomainNameThePod as property,
} from './hostname-and-subdomain-name-the-pod.ts';

describe('statefulset/hostname-and-subdomain-name-the-pod', () => {
  test('holds for the name of the pod and of the service', () => {
    expect(miniSet().born(0).judge(property)).toBe('passed');
  });
  test('holds without any service', () => {
    const told = miniSet({ serviceName: '' }).born(0, { spec: { subdomain: '' } });
    expect(told.judge(property)).toBe('passed');
  });
  test('fails for the hostname of the template', () => {
    expect(miniSet().born(0, { spec: { hostname: 'db' } }).judge(property)).toBe('failed');
  });
  test('fails for the subdomain of the template', () => {
    expect(miniSet().born(0, { spec: { subdomain: 'db' } }).judge(property)).toBe('failed');
  });
  test('says nothing about adopted pods', () => {
    const told = miniSet().born(0, { actor: 'user', spec: { hostname: 'db' } });
    expect(told.judge(property)).toBe('vacuous');
  });
});
