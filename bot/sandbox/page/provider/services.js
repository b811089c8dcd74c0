// The services by their names: how the page calls them, what they can do, how their calls are drawn.

import { callkeeperCall } from "./calls/callkeeper.js";
import { zvonobotCall } from "./calls/zvonobot.js";
import { mobilgroupCall } from "./calls/mobilgroup.js";
import { prefs } from "../core/prefs.js";
import { state } from "../core/store.js";

export const SERVICES = {
  calldog: {
    name: "CallDog", short: ["CallDog", "CallDog"], records: true, call: zvonobotCall,
    operations: ["create", "get", "createRecord", "removeRecord", "userInfo", "getPhones", "confirmPhone"],
  },
  obzvonov: {
    name: "Программа обзвонов", short: ["Обзвоны", "Obzvonov"], records: true, call: zvonobotCall,
    operations: ["create", "get", "createRecord", "removeRecord", "userInfo"],
  },
  callkeeper: {
    name: "CallKeeper", short: ["CallKeeper", "CallKeeper"], records: false, minutes: true, call: callkeeperCall,
    operations: ["makeCalls", "orderCall", "getCallInfo", "getCallsInfo", "getCallsByStatus", "getUserInfo", "tag"],
  },
  mobilgroup: {
    name: "Mobilgroup", short: ["Mobilgroup", "Mobilgroup"], records: false, call: mobilgroupCall,
    operations: ["send", "state", "balance", "numbers", "phrases", "scripts", "templates", "setTemplates"],
  },
};

export const shortName = (name) => SERVICES[name].short[prefs.language === "ru" ? 0 : 1];

export const serviceNow = () => SERVICES[state.service];
export const dataNow = () => state.services[state.service];

export const openCalls = (name = state.service) =>
  state.services[name].calls.filter((call) => SERVICES[name].call.open(call)).length;

export const allOpenCalls = () => Object.keys(SERVICES).reduce((sum, name) => sum + openCalls(name), 0);
