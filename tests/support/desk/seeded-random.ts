export { seededRandom } from "../../../accounts/demo/seeded-random";
