/** New lists of platform methods. */
import { ApexList } from '../collections.ts';
import { classOf, ID, INTEGER, listOf, STRING, type ApexType } from '../types/type.ts';
import type { Value } from '../values.ts';

export const textList = (values: readonly string[]): ApexList => new ApexList(listOf(STRING), [...values]);

export const integerList = (values: readonly number[]): ApexList => new ApexList(listOf(INTEGER), [...values]);

export const listOfType = (element: ApexType, values: readonly Value[]): ApexList => new ApexList(listOf(element), [...values]);

export const idList = (values: readonly string[]): ApexList => new ApexList(listOf(ID), [...values]);

/** Of instances of a platform class. */
export const listOfClass = (name: string, values: readonly Value[]): ApexList => listOfType(classOf(name), values);
