/** An agency of the demo, as the registry has it (data.gov.tw dataset 7081, Open Government Data License 1.0). */
export interface DemoAgency {
  oid: string;
  name: string;
  phone: string;
  address: string;
  dn: string;
}

/** Real agencies of four levels, by the names the demo's people are placed with. */
export const demoAgencies = {
  executive: {
    oid: "2.16.886.101.20003",
    name: "行政院",
    phone: "02-33566500",
    address: "台北市忠孝東路1段1號",
    dn: "o=行政院,c=TW",
  },
  personnel: {
    oid: "2.16.886.101.20003.20072",
    name: "行政院人事行政總處",
    phone: "02-23979297",
    address: "台北市濟南路1段2-2號10樓",
    dn: "ou=人事行政總處,o=行政院,c=TW",
  },
  academy: {
    oid: "2.16.886.101.20003.20072.20003",
    name: "行政院人事行政總處公務人力發展學院",
    phone: "02-83691399",
    address: "臺北市新生南路3段30號",
    dn: "ou=公務人力發展學院,ou=人事行政總處,o=行政院,c=TW",
  },
  interior: {
    oid: "2.16.886.101.20003.20001",
    name: "內政部",
    phone: "02-23565000",
    address: "台北市徐州路5號7樓",
    dn: "ou=內政部,o=行政院,c=TW",
  },
  police: {
    oid: "2.16.886.101.20003.20001.20001",
    name: "內政部警政署",
    phone: "02-23219011",
    address: "台北市忠孝東路1段7號",
    dn: "ou=警政署,ou=內政部,o=行政院,c=TW",
  },
  criminal: {
    oid: "2.16.886.101.20003.20001.20001.20002",
    name: "內政部警政署刑事警察局",
    phone: "02-27678020",
    address: "台北市忠孝東路4段553巷5號",
    dn: "ou=刑事警察局,ou=警政署,ou=內政部,o=行政院,c=TW",
  },
  immigration: {
    oid: "2.16.886.101.20003.20001.20057",
    name: "內政部移民署",
    phone: "02-23889393",
    address: "臺北市中正區廣州街15號",
    dn: "ou=移民署,ou=內政部,o=行政院,c=TW",
  },
  justice: {
    oid: "2.16.886.101.20003.20006",
    name: "法務部",
    phone: "02-21910189",
    address: "台北市重慶南路1段130號",
    dn: "ou=法務部,o=行政院,c=TW",
  },
  justiceHr: {
    oid: "2.16.886.101.20003.20006.20122",
    name: "人事處",
    phone: "02-23146871分機2914",
    address: "臺北市重慶南路1段130號",
    dn: "ou=人事處,ou=法務部,o=行政院,c=TW",
  },
  corrections: {
    oid: "2.16.886.101.20003.20006.20137",
    name: "法務部矯正署",
    phone: "03-3206361",
    address: "桃園市龜山區宏德新村180號",
    dn: "ou=矯正署,ou=法務部,o=行政院,c=TW",
  },
  investigation: {
    oid: "2.16.886.101.20003.20006.20001",
    name: "法務部調查局",
    phone: "02-29112241",
    address: "新北市新店區中華路74號",
    dn: "ou=調查局,ou=法務部,o=行政院,c=TW",
  },
  finance: {
    oid: "2.16.886.101.20003.20004",
    name: "財政部",
    phone: "02-23228000",
    address: "台北市愛國西路2號",
    dn: "ou=財政部,o=行政院,c=TW",
  },
  customs: {
    oid: "2.16.886.101.20003.20004.20044",
    name: "財政部關務署",
    phone: "02-25505500",
    address: "台北市塔城街13號",
    dn: "ou=關務署,ou=財政部,o=行政院,c=TW",
  },
  keelungCustoms: {
    oid: "2.16.886.101.20003.20004.20044.20001",
    name: "財政部關務署基隆關",
    phone: "02-24202951",
    address: "基隆市港西街6號",
    dn: "ou=基隆關,ou=關務署,ou=財政部,o=行政院,c=TW",
  },
  taipeiTax: {
    oid: "2.16.886.101.20003.20004.20042",
    name: "財政部臺北國稅局",
    phone: "02-23113711",
    address: "台北市萬華區中華路1段2號",
    dn: "ou=臺北國稅局,ou=財政部,o=行政院,c=TW",
  },
  transport: {
    oid: "2.16.886.101.20003.20008",
    name: "交通部",
    phone: "02-23492900",
    address: "台北市仁愛路1段50號",
    dn: "ou=交通部,o=行政院,c=TW",
  },
  highways: {
    oid: "2.16.886.101.20003.20008.20011",
    name: "交通部公路總局",
    phone: "02-23070123",
    address: "台北市萬華區東園街65號",
    dn: "ou=公路總局,ou=交通部,o=行政院,c=TW",
  },
  weather: {
    oid: "2.16.886.101.20003.20008.20004",
    name: "交通部中央氣象局",
    phone: "02-23491000",
    address: "台北市公園路64號",
    dn: "ou=中央氣象局,ou=交通部,o=行政院,c=TW",
  },
  education: {
    oid: "2.16.886.101.20003.20005",
    name: "教育部",
    phone: "02-77366666",
    address: "台北市中山南路5號",
    dn: "ou=教育部,o=行政院,c=TW",
  },
  library: {
    oid: "2.16.886.101.20003.20005.20014",
    name: "國家圖書館",
    phone: "02-23619132",
    address: "台北市中山南路20號",
    dn: "ou=國家圖書館,ou=教育部,o=行政院,c=TW",
  },
  health: {
    oid: "2.16.886.101.20003.20065",
    name: "衛生福利部",
    phone: "02-85906666",
    address: "臺北市南港區忠孝東路6段488號",
    dn: "ou=衛生福利部,o=行政院,c=TW",
  },
  diseaseControl: {
    oid: "2.16.886.101.20003.20065.20021",
    name: "衛生福利部疾病管制署",
    phone: "02-23959825",
    address: "台北市林森南路6號",
    dn: "ou=疾病管制署,ou=衛生福利部,o=行政院,c=TW",
  },
  taipei: {
    oid: "2.16.886.101.90003.20002",
    name: "臺北市政府",
    phone: "02-27208889",
    address: "台北市市府路1號",
    dn: "o=市政府,l=臺北市,c=TW",
  },
  taipeiCivil: {
    oid: "2.16.886.101.90003.20002.20003",
    name: "臺北市政府民政局",
    phone: "02-27208889",
    address: "台北市市府路1號中央區9樓",
    dn: "ou=民政局,o=市政府,l=臺北市,c=TW",
  },
  yilan: {
    oid: "2.16.886.101.90020.20002",
    name: "宜蘭縣政府",
    phone: "03-9251000",
    address: "宜蘭市凱旋里3鄰縣政北路1號",
    dn: "o=縣政府,l=宜蘭縣,c=TW",
  },
} as const satisfies Record<string, DemoAgency>;

export type DemoAgencyKey = keyof typeof demoAgencies;
