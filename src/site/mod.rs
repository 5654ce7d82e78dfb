//! stub
pub mod bodies;
pub mod route;
pub mod tables { pub struct Tables; impl Tables { pub fn new(_:&crate::archive::model::Archive)->Self{Self} } }
pub mod theme { 
 use std::collections::BTreeMap;
 pub struct Theme; pub type ThemeError=std::io::Error;
 impl Theme { pub fn new(_:BTreeMap<String,String>,_:BTreeMap<String,Vec<u8>>)->Result<Self,ThemeError>{Ok(Theme)}
 pub fn static_files(&self)->impl Iterator<Item=(&str,&[u8])>{ std::iter::empty() } }
}
use crate::archive::model::Archive;
pub type RenderError=std::io::Error;
pub struct Renderer<'a>{_a:&'a Archive}
impl<'a> Renderer<'a>{ pub fn new(a:&'a Archive,_b:&'a tables::Tables,_t:&'a theme::Theme)->Self{Self{_a:a}} pub fn routes(&self)->Vec<route::Route>{vec![]} pub fn fingerprint(&self,_:&route::Route)->[u8;32]{[0;32]} pub fn render(&self,_b:&dyn bodies::Bodies,_r:&route::Route)->Result<Vec<u8>,RenderError>{Ok(vec![])} }
pub fn bulk(_a:&Archive,_b:&dyn bodies::Bodies)->Result<Vec<(String,Vec<u8>)>,RenderError>{Ok(vec![])}
pub fn carried_path(p:&str)->String{format!("files/{p}")}
